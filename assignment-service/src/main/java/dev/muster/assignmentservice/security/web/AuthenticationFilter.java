package dev.muster.assignmentservice.security.web;

import dev.muster.assignmentservice.security.InvalidTokenException;
import dev.muster.assignmentservice.security.TokenVerifier;
import dev.muster.assignmentservice.security.UncheckableTokenException;
import dev.muster.assignmentservice.web.ApiException;
import dev.muster.assignmentservice.web.ApiException.Kind;
import dev.muster.assignmentservice.web.FrameworkErrors;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Leaves at each request who asks, or what is wrong with its credentials; whether that matters is the route's affair. */
final class AuthenticationFilter extends OncePerRequestFilter {

    private static final String MANAGEMENT = "/actuator/";

    private final TokenVerifier tokens;

    AuthenticationFilter(TokenVerifier tokens) {
        this.tokens = tokens;
    }

    /** Health must not depend on what it takes to check a token. */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getServletPath().startsWith(MANAGEMENT);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            String token = TokenExtractor.of(request);
            if (token != null) {
                Callers.set(request, tokens.verify(token));
            }
        } catch (InvalidTokenException e) {
            Callers.refuse(
                    request, ApiException.of(Kind.CREDENTIALS_INVALID, "credentials_invalid", "the token is not good"));
        } catch (UncheckableTokenException e) {
            Callers.refuse(
                    request,
                    ApiException.of(
                            Kind.UNAVAILABLE, "unavailable", "the token cannot be checked now; try again later", e));
        } catch (RuntimeException e) {
            Callers.refuse(request, FrameworkErrors.of(e));
        }
        chain.doFilter(request, response);
    }
}
