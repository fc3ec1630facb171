package dev.muster.assignment.access;

/** Tokens that an issuer of identities signs (JWT). */
public interface SignedTokens {

    /**
     * Who the token says the caller is.
     *
     * @throws InvalidTokenException when it is not good
     * @throws UncheckableTokenException when the issuer's keys cannot be had
     */
    Caller verify(String token) throws InvalidTokenException;
}
