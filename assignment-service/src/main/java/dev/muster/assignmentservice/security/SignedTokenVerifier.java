package dev.muster.assignmentservice.security;

import java.time.Instant;

/** Verifies tokens that an identity provider signed (JWT). */
public interface SignedTokenVerifier {

    /**
     * Verifies a token and returns the caller that it names.
     *
     * @param at the time at which the token has to be valid
     * @throws UncheckableTokenException when the issuer's keys cannot be fetched
     */
    Caller verify(String token, Instant at) throws InvalidTokenException;
}
