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

/** Asks for the permission of the handler before anything of the request is read; refuses where none is named. */
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
            throw new IllegalStateException(method.getShortLogMessage() + " names no permission");
        }
        Caller caller = Callers.of(request);
        if (!caller.may(requires.value())) {
            throw ApiException.of(
                    Kind.PERMISSION_MISSING,
                    "permission_missing",
                    "the caller has no permission " + requires.value().scope());
        }
        requireJsonAccepted(request);
    }

    /** Asked now: after a write has been done, it is too late to say that its answer is not accepted. */
    private static void requireJsonAccepted(HttpServletRequest request) {
        List<String> accept = Collections.list(request.getHeaders(HttpHeaders.ACCEPT));
        try {
            List<MediaType> accepted = MediaType.parseMediaTypes(accept);
            if (accepted.isEmpty() || accepted.stream().anyMatch(MediaType.APPLICATION_JSON::isCompatibleWith)) {
                return;
            }
        } catch (InvalidMediaTypeException e) {
            // Not acceptable either.
        }
        throw ApiException.of(
                Kind.NOT_ACCEPTABLE, "not_acceptable", "the answer is application/json, which is not accepted");
    }
}
