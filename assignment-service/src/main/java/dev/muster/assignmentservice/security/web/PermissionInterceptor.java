package dev.muster.assignmentservice.security.web;

import dev.muster.assignmentservice.security.Caller;
import dev.muster.assignmentservice.web.ApiException;
import dev.muster.assignmentservice.web.ApiException.Kind;
import dev.muster.http.RateLimit;
import dev.muster.http.SecurityLog;
import dev.muster.http.SecurityLog.Event;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Requires the permission that a handler declares, before the body is read. A handler that declares none and is no
 * {@link PublicRoute} fails.
 */
public final class PermissionInterceptor implements HandlerInterceptor {

    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

    private final SecurityLog log;
    private final RateLimit writes;

    /**
     * Creates an interceptor.
     *
     * @param writes the limit of one token's writes
     */
    public PermissionInterceptor(SecurityLog log, RateLimit writes) {
        this.log = log;
        this.writes = writes;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method
                && method.getBeanType().getName().startsWith("dev.muster.")) {
            check(request, method);
        }
        return true;
    }

    private void check(HttpServletRequest request, HandlerMethod method) {
        RequiresPermission requires = method.getMethodAnnotation(RequiresPermission.class);
        if (requires == null) {
            if (method.hasMethodAnnotation(PublicRoute.class)
                    || AnnotatedElementUtils.hasAnnotation(method.getBeanType(), PublicRoute.class)) {
                return;
            }
            throw new IllegalStateException(method.getShortLogMessage() + " declares no permission");
        }
        Caller caller = callerOf(request);
        if (!caller.hasPermission(requires.value())) {
            log.record(
                    Event.ACCESS_REFUSED,
                    "permission_missing",
                    caller.subject(),
                    request.getRemoteAddr(),
                    requires.value().scope());
            throw ApiException.of(
                    Kind.PERMISSION_MISSING,
                    "permission_missing",
                    "the caller has no permission " + requires.value().scope());
        }
        if (!READS.contains(request.getMethod())) {
            long seconds = writes.count(caller.subject());
            if (seconds > 0) {
                throw ApiException.tooManyRequests(
                        "too_many_writes", "the token writes more often than is allowed", seconds);
            }
        }
        requireJsonAccepted(request);
    }

    private Caller callerOf(HttpServletRequest request) {
        try {
            return CallerArgumentResolver.callerOf(request);
        } catch (ApiException e) {
            if (e.kind() == Kind.CREDENTIALS_MISSING) {
                log.record(Event.LOGIN_REFUSED, e.code(), null, request.getRemoteAddr(), request.getRequestURI());
            }
            throw e;
        }
    }

    /** Logs a request for an object that is not in the caller's access scope. */
    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception failure) {
        if (response.getStatus() == HttpServletResponse.SC_FORBIDDEN) {
            log.record(
                    Event.ACCESS_REFUSED,
                    "access_denied",
                    CallerArgumentResolver.callerOf(request).subject(),
                    request.getRemoteAddr(),
                    request.getRequestURI());
        }
    }

    /**
     * Checked before the handler runs: after a write it would be too late to answer 406. A route that names what it answers
     * with was chosen by the header.
     */
    private static void requireJsonAccepted(HttpServletRequest request) {
        if (request.getAttribute(HandlerMapping.PRODUCIBLE_MEDIA_TYPES_ATTRIBUTE) != null) {
            return;
        }
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
