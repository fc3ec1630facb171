package dev.muster.ingestservice.agent.web;

import dev.muster.http.FailedLogins;
import dev.muster.http.SecurityLog;
import dev.muster.http.SecurityLog.Event;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Base64;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;

/**
 * Responds with 401 to missing or wrong credentials, with 429 to too many wrong ones, and with 503 when the database is
 * unavailable to verify them.
 */
final class AgentAuthenticationEntryPoint implements AuthenticationEntryPoint {

    private static final String SCHEME = "basic ";

    private final ResponseWriter responses;
    private final FailedLogins failedLogins;
    private final SecurityLog securityLog;

    AgentAuthenticationEntryPoint(ResponseWriter responses, FailedLogins failedLogins, SecurityLog securityLog) {
        this.responses = responses;
        this.failedLogins = failedLogins;
        this.securityLog = securityLog;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        responses.write(toApiException(request, failure), response);
    }

    private AgentApiException toApiException(HttpServletRequest request, AuthenticationException failure) {
        if (failure instanceof AuthenticationServiceException) {
            return AgentApiException.unavailable();
        }
        String address = request.getRemoteAddr();
        if (!(failure instanceof BadCredentialsException)) {
            securityLog.record(Event.LOGIN_REFUSED, "credentials_missing", null, address, request.getRequestURI());
            return AgentApiException.notAuthenticated();
        }
        String systemId = claimedSystem(request);
        long seconds = failedLogins.record(address, systemId, systemId);
        return seconds == 0 ? AgentApiException.notAuthenticated() : AgentApiException.tooManyAttempts(seconds);
    }

    /** The user name of the header; empty when it cannot be read. */
    private static String claimedSystem(HttpServletRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return "";
        }
        try {
            byte[] credentials =
                    Base64.getDecoder().decode(header.substring(SCHEME.length()).strip());
            String text = new String(credentials, AgentAuthentication.CREDENTIALS_CHARSET);
            int colon = text.indexOf(':');
            return colon < 0 ? "" : text.substring(0, colon);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
