package dev.muster.assignmentservice.security.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Answers requests that Spring Security's firewall rejects (ambiguous paths, control characters, unknown methods). They
 * have no route, so the default error format is used.
 */
final class FirewallErrorHandler implements RequestRejectedHandler {

    private final HandlerExceptionResolver errors;

    FirewallErrorHandler(HandlerExceptionResolver errors) {
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
