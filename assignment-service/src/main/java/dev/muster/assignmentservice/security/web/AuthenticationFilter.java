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

/**
 * Verifies the token of a request and stores the caller, or the error, for {@link CallerArgumentResolver}. It rejects
 * nothing: public routes ignore credentials.
 */
final class AuthenticationFilter extends OncePerRequestFilter {

    private static final String MANAGEMENT = "/actuator/";

    private final TokenVerifier tokens;

    AuthenticationFilter(TokenVerifier tokens) {
        this.tokens = tokens;
    }

    /** Health must not depend on the database or the token issuer. */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getServletPath().startsWith(MANAGEMENT);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            String token = TokenExtractor.extract(request);
            if (token != null) {
                CallerArgumentResolver.setCaller(request, tokens.verify(token));
            }
        } catch (InvalidTokenException e) {
            CallerArgumentResolver.setError(
                    request, ApiException.of(Kind.CREDENTIALS_INVALID, "credentials_invalid", "the token is not good"));
        } catch (UncheckableTokenException e) {
            CallerArgumentResolver.setError(
                    request,
                    ApiException.of(
                            Kind.UNAVAILABLE, "unavailable", "the token cannot be checked now; try again later", e));
        } catch (RuntimeException e) {
            CallerArgumentResolver.setError(request, FrameworkErrors.toApiException(e));
        }
        chain.doFilter(request, response);
    }
}
