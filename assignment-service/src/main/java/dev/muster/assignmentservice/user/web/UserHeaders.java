package dev.muster.assignmentservice.user.web;

import dev.muster.assignmentservice.web.RequestIdFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Sets the headers of every response of this API, errors included. */
final class UserHeaders implements HandlerInterceptor {

    /** With the parameter, as in the contract document. */
    static final String CONTENT_TYPE = "application/json;charset=utf-8";

    private static final String REQUEST_ID = "X-VCAP-Request-ID";

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method
                && method.getBeanType().getPackage().equals(UserHeaders.class.getPackage())) {
            response.setHeader(REQUEST_ID, RequestIdFilter.idOf(request));
            response.setHeader("X-Content-Type-Options", "nosniff");
        }
        return true;
    }
}
