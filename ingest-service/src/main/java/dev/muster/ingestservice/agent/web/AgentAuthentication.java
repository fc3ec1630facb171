package dev.muster.ingestservice.agent.web;

import dev.muster.ingestservice.credential.SecretVerifier;
import dev.muster.text.Utf8;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;

/** Authenticates systems by id and secret, against the database with every request. */
final class AgentAuthentication implements AuthenticationProvider {

    /** Charset for the framework: with UTF-8 it would decode malformed bytes to U+FFFD. */
    static final Charset CREDENTIALS_CHARSET = StandardCharsets.ISO_8859_1;

    private final SecretVerifier secretVerifier;

    AgentAuthentication(SecretVerifier secretVerifier) {
        this.secretVerifier = secretVerifier;
    }

    @Override
    public Authentication authenticate(Authentication given) {
        String systemId = text(given.getName());
        String secret = text(String.valueOf(given.getCredentials()));
        if (systemId == null || secret == null || !isVerified(systemId, secret)) {
            throw new BadCredentialsException("unknown system or wrong secret");
        }
        return UsernamePasswordAuthenticationToken.authenticated(systemId, null, List.of());
    }

    /** Decodes credentials in which each character is a byte, see {@link #CREDENTIALS_CHARSET}; null when they are not UTF-8. */
    private static @Nullable String text(String bytes) {
        return Utf8.decodeOrNull(bytes.getBytes(CREDENTIALS_CHARSET));
    }

    private boolean isVerified(String systemId, String secret) {
        try {
            return secretVerifier.verify(systemId, secret);
        } catch (DataAccessException e) {
            throw new AuthenticationServiceException("the database is unavailable", e);
        }
    }

    @Override
    public boolean supports(Class<?> type) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
    }
}
