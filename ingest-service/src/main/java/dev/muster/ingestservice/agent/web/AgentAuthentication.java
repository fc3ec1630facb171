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

/** Authenticates a system by its id and its secret, against the database with every request. */
final class AgentAuthentication implements AuthenticationProvider {

    /** How the framework has to decode credentials: UTF-8 it would decode with U+FFFD for what is malformed. */
    static final Charset CREDENTIALS_CHARSET = StandardCharsets.ISO_8859_1;

    private final SecretVerifier verifySecret;

    AgentAuthentication(SecretVerifier verifySecret) {
        this.verifySecret = verifySecret;
    }

    @Override
    public Authentication authenticate(Authentication given) {
        String systemId = text(given.getName());
        String secret = text(String.valueOf(given.getCredentials()));
        if (systemId == null || secret == null || !isVerified(systemId, secret)) {
            throw new BadCredentialsException("no system has this id and this secret");
        }
        return UsernamePasswordAuthenticationToken.authenticated(systemId, null, List.of());
    }

    /** The credentials come with each byte as a character, {@link #CREDENTIALS_CHARSET}; null when they are not UTF-8. */
    private static @Nullable String text(String bytes) {
        return Utf8.decodeOrNull(bytes.getBytes(CREDENTIALS_CHARSET));
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
