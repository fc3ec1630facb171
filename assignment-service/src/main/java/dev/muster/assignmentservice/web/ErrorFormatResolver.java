package dev.muster.assignmentservice.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.condition.PathPatternsRequestCondition;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Finds the error format for a path whatever its method, so that also a request without a handler gets it. Without a route,
 * the dialect that owns the path decides.
 */
public final class ErrorFormatResolver {

    private final List<ErrorFormat> formats;
    private final Map<RequestMappingInfo, HandlerMethod> routes;

    public ErrorFormatResolver(List<ErrorFormat> formats, RequestMappingHandlerMapping mapping) {
        this.formats = formats;
        routes = mapping.getHandlerMethods();
    }

    /** The format; null when neither a route nor a dialect has the path, or the dialect has no format of its own. */
    @Nullable
    ErrorFormat resolve(HttpServletRequest request) {
        ErrorFormat ofRoute = ofRoute(request);
        if (ofRoute != null) {
            return ofRoute;
        }
        String path = request.getRequestURI().substring(request.getContextPath().length());
        return formats.stream().filter(one -> one.ownsPath(path)).findFirst().orElse(null);
    }

    private @Nullable ErrorFormat ofRoute(HttpServletRequest request) {
        if (!ServletRequestPathUtils.hasParsedRequestPath(request)) {
            return null;
        }
        for (Map.Entry<RequestMappingInfo, HandlerMethod> route : routes.entrySet()) {
            PathPatternsRequestCondition paths = route.getKey().getPathPatternsCondition();
            if (paths != null && paths.getMatchingCondition(request) != null) {
                ErrorFormat found = inPackageOf(route.getValue());
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    private @Nullable ErrorFormat inPackageOf(HandlerMethod handler) {
        String name = handler.getBeanType().getPackageName();
        return formats.stream()
                .filter(one -> ClassUtils.getUserClass(one).getPackageName().equals(name))
                .findFirst()
                .orElse(null);
    }
}
