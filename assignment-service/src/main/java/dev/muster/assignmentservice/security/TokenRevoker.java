package dev.muster.assignmentservice.security;

import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lists and revokes the opaque tokens in a caller's access scope. Administrators' tokens are for administrators only. */
public final class TokenRevoker {

    private final TokenStore tokens;
    private final AccessScope scope;
    private final Clock clock;

    public TokenRevoker(TokenStore tokens, AccessScope scope, Clock clock) {
        this.tokens = tokens;
        this.scope = scope;
        this.clock = clock;
    }

    /** The tokens in the caller's scope, valid or not, newest first. */
    public TokenStore.Page page(Caller caller, long offset, int limit) {
        return tokens.page(scope.organizationIds(caller), offset, limit);
    }

    /**
     * Revokes a token, in the caller's transaction. Idempotent.
     *
     * @return the revoked token; null when none is in scope
     * @throws TokenRefusedException when the token has a permission that the caller does not have
     */
    public @Nullable ApiToken revoke(Caller caller, UUID tokenId) throws TokenRefusedException {
        ApiToken token = tokens.find(tokenId);
        if (token == null || !includes(caller, token)) {
            return null;
        }
        if (!token.permissions().stream().allMatch(caller::hasPermission)) {
            throw new TokenRefusedException(TokenRefusedException.Reason.SCOPES_EXCEED_OWN);
        }
        tokens.revoke(tokenId, clock.instant());
        return tokens.find(tokenId);
    }

    private boolean includes(Caller caller, ApiToken token) {
        return caller.platformAdministrator()
                || (!token.platformAdministrator() && scope.includes(caller, token.organizationId()));
    }
}
