package dev.muster.assignmentservice.security;

import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Verifies tokens of any kind; their form tells the kind. Results are not cached. */
public final class TokenVerifier {

    /** In characters; longer tokens are invalid. */
    static final int MAX_LENGTH = 8_192;

    private static final String BOOTSTRAP_SUBJECT = "bootstrap";
    private static final Pattern SIGNED = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*");

    private final TokenStore tokens;
    private final SignedTokenVerifier signed;
    private final byte @Nullable [] bootstrapHash;
    private final Consumer<ApiToken> firstUses;
    private final Clock clock;

    /**
     * Creates a verifier.
     *
     * @param bootstrapHash the SHA-256 of a platform administrator's token that is not stored; null for none
     * @param firstUses receives each opaque token with its first use, once over all instances
     */
    public TokenVerifier(
            TokenStore tokens,
            SignedTokenVerifier signed,
            byte @Nullable [] bootstrapHash,
            Consumer<ApiToken> firstUses,
            Clock clock) {
        this.tokens = tokens;
        this.signed = signed;
        this.bootstrapHash = bootstrapHash == null ? null : bootstrapHash.clone();
        this.firstUses = firstUses;
        this.clock = clock;
    }

    /**
     * Verifies a token and returns its caller.
     *
     * @throws InvalidTokenException when it is unknown, expired, revoked, malformed, or its organization is not active or deleted
     * @throws UncheckableTokenException when it cannot be verified now
     */
    public Caller verify(String token) throws InvalidTokenException {
        return verify(token, clock.instant());
    }

    /**
     * As {@link #verify(String)}, for a message that was sent at the given time: the token may have expired since. A token
     * that is revoked now, or whose organization is not active now, is invalid all the same.
     */
    public Caller verify(String token, Instant at) throws InvalidTokenException {
        if (token.length() > MAX_LENGTH) {
            throw new InvalidTokenException("a token has at most " + MAX_LENGTH + " characters");
        }
        byte[] hash = TokenText.hash(token);
        if (bootstrapHash != null && MessageDigest.isEqual(bootstrapHash, hash)) {
            return Caller.platformAdministrator(BOOTSTRAP_SUBJECT, null);
        }
        if (TokenText.matches(token)) {
            return verifyOpaque(hash, at);
        }
        if (SIGNED.matcher(token).matches()) {
            return signed.verify(token, at);
        }
        throw new InvalidTokenException("it has the form of no token");
    }

    private Caller verifyOpaque(byte[] hash, Instant at) throws InvalidTokenException {
        TokenStore.StoredToken stored = tokens.findByHash(hash);
        if (stored == null) {
            throw new InvalidTokenException("it is unknown");
        }
        ApiToken token = stored.token();
        if (!token.isValidAt(at)) {
            throw new InvalidTokenException("it is expired or revoked", token.subject());
        }
        if (!stored.organizationActive() && !token.platformAdministrator()) {
            throw new InvalidTokenException("its organization is not active", token.subject());
        }
        if (token.firstUsedAt() == null && tokens.storeFirstUse(token.tokenId(), clock.instant())) {
            firstUses.accept(token);
        }
        return token.caller();
    }
}
