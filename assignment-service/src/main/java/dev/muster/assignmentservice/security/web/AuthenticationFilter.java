package dev.muster.assignmentservice.security.web;

import dev.muster.assignmentservice.security.InvalidTokenException;
import dev.muster.assignmentservice.security.TokenVerifier;
import dev.muster.assignmentservice.security.UncheckableTokenException;
import dev.muster.assignmentservice.web.ApiException;
import dev.muster.assignmentservice.web.ApiException.Kind;
import dev.muster.assignmentservice.web.FrameworkErrors;
import dev.muster.http.FailedLogins;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Verifies the token of a request and stores the caller, or the error, for {@link CallerArgumentResolver}. It rejects
 * nothing: public routes ignore credentials.
 */
final class AuthenticationFilter extends OncePerRequestFilter {

    private static final String MANAGEMENT = "/actuator/";

    /** Tells tokens apart without keeping them. */
    private static final int TOKEN_PREFIX_LENGTH = 12;

    private final TokenVerifier tokens;
    private final FailedLogins failedLogins;

    AuthenticationFilter(TokenVerifier tokens, FailedLogins failedLogins) {
        this.tokens = tokens;
        this.failedLogins = failedLogins;
    }

    /** Health must not depend on the database or the token issuer. */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getServletPath().startsWith(MANAGEMENT);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String token = null;
        try {
            token = TokenExtractor.extract(request);
            if (token != null) {
                CallerArgumentResolver.setCaller(request, tokens.verify(token));
            }
        } catch (InvalidTokenException e) {
            CallerArgumentResolver.setError(request, refusedLogin(request, token, e.subject()));
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

    private ApiException refusedLogin(HttpServletRequest request, @Nullable String token, @Nullable String subject) {
        String prefix = token == null ? "" : token.substring(0, Math.min(token.length(), TOKEN_PREFIX_LENGTH));
        long seconds = failedLogins.record(request.getRemoteAddr(), prefix, subject);
        return seconds == 0
                ? ApiException.of(Kind.CREDENTIALS_INVALID, "credentials_invalid", "the token is not good")
                : ApiException.tooManyRequests(
                        "too_many_attempts", "too many attempts with tokens that are not good", seconds);
    }
}
