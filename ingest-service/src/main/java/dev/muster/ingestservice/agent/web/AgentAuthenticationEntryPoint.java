package dev.muster.ingestservice.agent.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;

/** Responds with 401 to missing or wrong credentials, and with 503 when the database is unavailable to verify them. */
final class AgentAuthenticationEntryPoint implements AuthenticationEntryPoint {

    private final ResponseWriter responses;

    AgentAuthenticationEntryPoint(ResponseWriter responses) {
        this.responses = responses;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        responses.write(
                failure instanceof AuthenticationServiceException
                        ? AgentApiException.unavailable()
                        : AgentApiException.notAuthenticated(),
                response);
    }
}
