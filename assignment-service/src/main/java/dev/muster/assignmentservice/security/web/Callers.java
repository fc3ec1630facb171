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
 * Who asks. The security filter leaves the caller or what was wrong with its credentials at the request; nothing is
 * refused there, so that the dialect of the route can say it.
 */
public final class Callers implements HandlerMethodArgumentResolver {

    private static final String CALLER = Callers.class.getName() + ".caller";
    private static final String REFUSAL = Callers.class.getName() + ".refusal";

    /** The request comes from the caller. */
    public static void set(HttpServletRequest request, Caller caller) {
        request.setAttribute(CALLER, caller);
    }

    /** The request has credentials that are not good, or cannot be checked now. */
    public static void refuse(HttpServletRequest request, ApiException refusal) {
        request.setAttribute(REFUSAL, refusal);
    }

    /**
     * The caller of the request.
     *
     * @throws ApiException when it has no credentials or wrong ones
     */
    public static Caller of(HttpServletRequest request) {
        if (request.getAttribute(REFUSAL) instanceof ApiException refusal) {
            throw refusal;
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
        return of(servletRequest);
    }
}
