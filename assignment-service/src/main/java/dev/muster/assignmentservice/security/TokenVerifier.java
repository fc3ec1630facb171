package dev.muster.assignmentservice.security;

import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds out who a token belongs to, of any kind. What kind it is shows in its form. Nothing is remembered between calls. */
public final class TokenVerifier {

    /** In characters; no token is longer, and nothing longer is looked at. */
    public static final int MAX_LENGTH = 8_192;

    private static final String BOOTSTRAP_SUBJECT = "bootstrap";
    private static final Pattern SIGNED = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*");

    private final TokenStore tokens;
    private final SignedTokenVerifier signed;
    private final byte @Nullable [] bootstrapHash;
    private final Clock clock;

    /**
     * Verifies by what is kept there.
     *
     * @param bootstrapHash the SHA-256 of the token that is a platform administrator's without being kept; null when
     *     there is none
     */
    public TokenVerifier(TokenStore tokens, SignedTokenVerifier signed, byte @Nullable [] bootstrapHash, Clock clock) {
        this.tokens = tokens;
        this.signed = signed;
        this.bootstrapHash = bootstrapHash == null ? null : bootstrapHash.clone();
        this.clock = clock;
    }

    /**
     * The caller that the token belongs to.
     *
     * @throws InvalidTokenException when it is unknown, expired, revoked, malformed, or its organization is not active
     * @throws UncheckableTokenException when that cannot be found out now
     */
    public Caller verify(String token) throws InvalidTokenException {
        return verify(token, clock.instant());
    }

    /**
     * The same for what was sent at that time: a token that has expired since was good then. One that was revoked
     * since, or whose organization is not active now, is refused all the same.
     *
     * @throws InvalidTokenException as above
     */
    public Caller verify(String token, Instant at) throws InvalidTokenException {
        if (token.length() > MAX_LENGTH) {
            throw new InvalidTokenException("a token has at most " + MAX_LENGTH + " characters");
        }
        byte[] hash = TokenText.hash(token);
        if (bootstrapHash != null && MessageDigest.isEqual(bootstrapHash, hash)) {
            return Caller.platformAdministrator(BOOTSTRAP_SUBJECT, null);
        }
        if (TokenText.isOne(token)) {
            return verifyOpaque(hash, at);
        }
        if (SIGNED.matcher(token).matches()) {
            return signed.verify(token, at);
        }
        throw new InvalidTokenException("it has the form of no token");
    }

    private Caller verifyOpaque(byte[] hash, Instant at) throws InvalidTokenException {
        TokenStore.Kept kept = tokens.findByHash(hash);
        if (kept == null) {
            throw new InvalidTokenException("it is unknown");
        }
        if (!kept.token().isGoodAt(at)) {
            throw new InvalidTokenException("it is expired or revoked");
        }
        if (!kept.organizationActive() && !kept.token().platformAdministrator()) {
            throw new InvalidTokenException("its organization is not active");
        }
        return kept.token().caller();
    }
}
