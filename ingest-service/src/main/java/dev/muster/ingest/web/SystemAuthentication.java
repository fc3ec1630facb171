package dev.muster.ingest.web;

import dev.muster.ingest.inventory.VerifySecret;
import java.util.List;
import org.springframework.dao.DataAccessException;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;

/** Authenticates a system by its id and its secret, against the database with every request. */
final class SystemAuthentication implements AuthenticationProvider {

    private final VerifySecret verifySecret;

    SystemAuthentication(VerifySecret verifySecret) {
        this.verifySecret = verifySecret;
    }

    @Override
    public Authentication authenticate(Authentication given) {
        if (!isVerified(given.getName(), String.valueOf(given.getCredentials()))) {
            throw new BadCredentialsException("no system has this id and this secret");
        }
        return UsernamePasswordAuthenticationToken.authenticated(given.getName(), null, List.of());
    }

    private boolean isVerified(String systemId, String secret) {
        try {
            return verifySecret.verify(systemId, secret);
        } catch (DataAccessException e) {
            throw new AuthenticationServiceException("the database is away", e);
        }
    }

    @Override
    public boolean supports(Class<?> type) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
    }
}
