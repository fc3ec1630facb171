package dev.muster.assignmentservice.security;

import java.time.Instant;

/** Tokens that an issuer of identities signs (JWT). */
public interface SignedTokenVerifier {

    /**
     * Who the token says the caller is.
     *
     * @param at when it has to be good, by its times
     * @throws InvalidTokenException when it is not good
     * @throws UncheckableTokenException when the issuer's keys cannot be had
     */
    Caller verify(String token, Instant at) throws InvalidTokenException;
}
