package dev.muster.assignmentservice.security;

import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Shows and revokes opaque tokens that are within reach: those of organizations, and all of them for administrators. */
public final class TokenRevoker {

    private final TokenStore tokens;
    private final AccessScope reach;
    private final Clock clock;

    /** Looks there. */
    public TokenRevoker(TokenStore tokens, AccessScope reach, Clock clock) {
        this.tokens = tokens;
        this.reach = reach;
        this.clock = clock;
    }

    /** The tokens within the caller's reach, good or not, the newest first. */
    public TokenStore.Page page(Caller caller, long offset, int limit) {
        return tokens.page(reach.limits(caller), offset, limit);
    }

    /**
     * Revokes a token, in the caller's transaction; a repeat does nothing.
     *
     * @return the token as it is then; null when there is none within reach
     */
    public @Nullable ApiToken revoke(Caller caller, UUID tokenId) {
        ApiToken token = tokens.find(tokenId);
        if (token == null || !reaches(caller, token)) {
            return null;
        }
        tokens.revoke(tokenId, clock.instant());
        return tokens.find(tokenId);
    }

    private boolean reaches(Caller caller, ApiToken token) {
        return caller.platformAdministrator()
                || (!token.platformAdministrator() && reach.reaches(caller, token.organizationId()));
    }
}
