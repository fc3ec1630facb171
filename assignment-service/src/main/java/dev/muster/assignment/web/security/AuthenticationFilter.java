package dev.muster.assignment.web.security;

import dev.muster.assignment.access.InvalidTokenException;
import dev.muster.assignment.access.UncheckableTokenException;
import dev.muster.assignment.access.VerifyTokens;
import dev.muster.assignment.web.Callers;
import dev.muster.assignment.web.Refusal;
import dev.muster.assignment.web.Refusal.Kind;
import dev.muster.assignment.web.Refusals;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Leaves at each request who asks, or what is wrong with its credentials; whether that matters is the route's affair. */
final class AuthenticationFilter extends OncePerRequestFilter {

    private static final String MANAGEMENT = "/actuator/";

    private final VerifyTokens tokens;

    AuthenticationFilter(VerifyTokens tokens) {
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
            String token = GivenToken.of(request);
            if (token != null) {
                Callers.set(request, tokens.verify(token));
            }
        } catch (InvalidTokenException e) {
            Callers.refuse(
                    request, Refusal.of(Kind.CREDENTIALS_INVALID, "credentials_invalid", "the token is not good"));
        } catch (UncheckableTokenException e) {
            Callers.refuse(
                    request,
                    Refusal.of(Kind.UNAVAILABLE, "unavailable", "the token cannot be checked now; try again later", e));
        } catch (RuntimeException e) {
            Callers.refuse(request, Refusals.of(e));
        }
        chain.doFilter(request, response);
    }
}
