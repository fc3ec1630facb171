package dev.muster.ingestservice.agent.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;

/** Tells who gave no credentials or wrong ones, and who cannot be told about them because the database is away. */
final class AgentAuthenticationEntryPoint implements AuthenticationEntryPoint {

    private final ResponseWriter answers;

    AgentAuthenticationEntryPoint(ResponseWriter answers) {
        this.answers = answers;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        answers.write(
                failure instanceof AuthenticationServiceException
                        ? AgentApiException.unavailable()
                        : AgentApiException.notAuthenticated(),
                response);
    }
}
