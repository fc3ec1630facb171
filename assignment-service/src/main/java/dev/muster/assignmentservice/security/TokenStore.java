package dev.muster.assignmentservice.security;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Stores opaque tokens, in the caller's transaction. Those of deleted organizations are in no answer. */
public interface TokenStore {

    /** A token, and whether its organization is active; true when it has none. */
    record StoredToken(ApiToken token, boolean organizationActive) {}

    /** A page of tokens, newest first, and the total number. */
    record Page(List<ApiToken> tokens, long total) {}

    /** Adds a token under the hash of its text, see {@link TokenText#hash}. */
    void add(ApiToken token, byte[] hash);

    /** The token with the hash, valid or not; null for none. One indexed query. */
    @Nullable
    StoredToken findByHash(byte[] hash);

    /** The token with the id, valid or not; null for none. */
    @Nullable
    ApiToken find(UUID tokenId);

    /**
     * A page of tokens.
     *
     * @param organizationIds the organizations whose tokens to list, without administrators' tokens; null for all tokens
     */
    Page page(@Nullable Collection<String> organizationIds, long offset, int limit);

    /** Revokes the tokens of the organization, those of administrators included. */
    void revokeAll(String organizationId, Instant now);

    /**
     * Stores the time of the first use.
     *
     * @return whether it is the first: false when there was one before, or when it cannot be stored now
     */
    boolean storeFirstUse(UUID tokenId, Instant now);

    /** Revokes the token unless it is revoked already. */
    void revoke(UUID tokenId, Instant now);
}
