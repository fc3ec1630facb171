package dev.muster.assignmentservice.security.web;

import dev.muster.assignmentservice.security.Caller;
import dev.muster.assignmentservice.web.ApiException;
import dev.muster.assignmentservice.web.ApiException.Kind;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import java.util.List;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Requires the permission that a handler declares, before the body is read. A handler that declares none and is no
 * {@link PublicRoute} fails.
 */
public final class PermissionInterceptor implements HandlerInterceptor {

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method
                && method.getBeanType().getName().startsWith("dev.muster.")) {
            check(request, method);
        }
        return true;
    }

    private static void check(HttpServletRequest request, HandlerMethod method) {
        RequiresPermission requires = method.getMethodAnnotation(RequiresPermission.class);
        if (requires == null) {
            if (method.hasMethodAnnotation(PublicRoute.class)
                    || AnnotatedElementUtils.hasAnnotation(method.getBeanType(), PublicRoute.class)) {
                return;
            }
            throw new IllegalStateException(method.getShortLogMessage() + " declares no permission");
        }
        Caller caller = CallerArgumentResolver.callerOf(request);
        if (!caller.hasPermission(requires.value())) {
            throw ApiException.of(
                    Kind.PERMISSION_MISSING,
                    "permission_missing",
                    "the caller has no permission " + requires.value().scope());
        }
        requireJsonAccepted(request);
    }

    /** Checked before the handler runs: after a write it would be too late to answer 406. */
    private static void requireJsonAccepted(HttpServletRequest request) {
        List<String> accept = Collections.list(request.getHeaders(HttpHeaders.ACCEPT));
        try {
            List<MediaType> accepted = MediaType.parseMediaTypes(accept);
            if (accepted.isEmpty() || accepted.stream().anyMatch(MediaType.APPLICATION_JSON::isCompatibleWith)) {
                return;
            }
        } catch (InvalidMediaTypeException e) {
            // A malformed header accepts nothing.
        }
        throw ApiException.of(
                Kind.NOT_ACCEPTABLE, "not_acceptable", "the answer is application/json, which is not accepted");
    }
}
