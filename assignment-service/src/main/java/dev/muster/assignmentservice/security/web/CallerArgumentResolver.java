package dev.muster.assignmentservice.security.web;

import dev.muster.assignmentservice.security.Caller;
import dev.muster.assignmentservice.web.ApiException;
import dev.muster.assignmentservice.web.ApiException.Kind;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Provides the caller of a request to handlers. {@link AuthenticationFilter} stores the caller or an error in the request
 * instead of rejecting it, so that the route answers in its own error format.
 */
public final class CallerArgumentResolver implements HandlerMethodArgumentResolver {

    private static final String CALLER = CallerArgumentResolver.class.getName() + ".caller";
    private static final String ERROR = CallerArgumentResolver.class.getName() + ".error";

    static void setCaller(HttpServletRequest request, Caller caller) {
        request.setAttribute(CALLER, caller);
    }

    /** Records that the credentials are invalid or cannot be verified now. */
    static void setError(HttpServletRequest request, ApiException error) {
        request.setAttribute(ERROR, error);
    }

    /**
     * The caller of the request.
     *
     * @throws ApiException when the credentials are missing, invalid or cannot be verified now
     */
    static Caller callerOf(HttpServletRequest request) {
        if (request.getAttribute(ERROR) instanceof ApiException error) {
            throw error;
        }
        if (request.getAttribute(CALLER) instanceof Caller caller) {
            return caller;
        }
        throw ApiException.of(Kind.CREDENTIALS_MISSING, "credentials_missing", "no credentials were given");
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Caller.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory factory) {
        HttpServletRequest servletRequest = request.getNativeRequest(HttpServletRequest.class);
        if (servletRequest == null) {
            throw new IllegalStateException("only servlet requests have callers");
        }
        return callerOf(servletRequest);
    }
}
