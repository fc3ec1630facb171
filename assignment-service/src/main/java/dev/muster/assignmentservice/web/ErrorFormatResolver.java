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

/** The dialect of a path whatever the method: also a request that no handler takes is refused in its words. */
public final class ErrorFormatResolver {

    private final List<ErrorFormat> dialects;
    private final Map<RequestMappingInfo, HandlerMethod> routes;

    public ErrorFormatResolver(List<ErrorFormat> dialects, RequestMappingHandlerMapping mapping) {
        this.dialects = dialects;
        routes = mapping.getHandlerMethods();
    }

    /** The errors of the dialect; null when no route has the path, or one without words of its own. */
    @Nullable
    ErrorFormat of(HttpServletRequest request) {
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
        return dialects.stream()
                .filter(one -> ClassUtils.getUserClass(one).getPackageName().equals(name))
                .findFirst()
                .orElse(null);
    }
}
