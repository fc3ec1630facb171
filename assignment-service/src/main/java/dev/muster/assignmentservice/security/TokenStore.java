package dev.muster.assignmentservice.security;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where opaque tokens are kept. Everything happens in the caller's transaction. */
public interface TokenStore {

    /**
     * A token, and whether its organization is active; true when it has none.
     */
    record Kept(ApiToken token, boolean organizationActive) {}

    /**
     * Some tokens, the newest first, and how many there are in all.
     */
    record Page(List<ApiToken> tokens, long total) {}

    /** Keeps a new token under the hash of its text, see {@link TokenText#hash}. */
    void add(ApiToken token, byte[] hash);

    /** The token of the hash, good or not; null when there is none. One indexed query. */
    @Nullable
    Kept findByHash(byte[] hash);

    /** The token of the id, good or not; null when there is none. */
    @Nullable
    ApiToken find(UUID tokenId);

    /**
     * A page of tokens.
     *
     * @param organizationIds whose; null for everybody's. Platform administrators' are among everybody's only
     */
    Page page(@Nullable Collection<String> organizationIds, long offset, int limit);

    /** The token is good no more, from now on; nothing happens when it was revoked before. */
    void revoke(UUID tokenId, Instant now);
}
