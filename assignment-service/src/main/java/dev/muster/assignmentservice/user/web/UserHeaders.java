package dev.muster.assignmentservice.user.web;

import dev.muster.http.RequestIdFilter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Sets the headers of every response of this API, also of errors without a route. It buffers responses to set
 * Content-Length, as in the contract document. The longest is a page of 100 resources.
 */
final class UserHeaders extends OncePerRequestFilter {

    /** With the parameter, as in the contract document. */
    static final String CONTENT_TYPE = "application/json;charset=utf-8";

    private static final String REQUEST_ID = "X-VCAP-Request-ID";

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setHeader(REQUEST_ID, RequestIdFilter.idOf(request));
        response.setHeader("X-Content-Type-Options", "nosniff");
        ContentCachingResponseWrapper buffered = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, buffered);
        buffered.copyBodyToResponse();
    }
}
