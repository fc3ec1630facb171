package dev.muster.assignmentservice.security.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * What Spring Security's firewall stops (paths that could be read in two ways, control characters, odd methods) is
 * answered as where no route is: it is not known which one was meant.
 */
final class AuthenticationErrors implements RequestRejectedHandler {

    private final HandlerExceptionResolver errors;

    AuthenticationErrors(HandlerExceptionResolver errors) {
        this.errors = errors;
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, RequestRejectedException rejected)
            throws IOException {
        if (errors.resolveException(request, response, null, rejected) == null) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
        }
    }
}
