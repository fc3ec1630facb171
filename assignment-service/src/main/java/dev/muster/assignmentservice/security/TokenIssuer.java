package dev.muster.assignmentservice.security;

import dev.muster.assignmentservice.security.OrganizationTree.OrganizationNode;
import dev.muster.assignmentservice.security.TokenRefusedException.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Issues opaque tokens. A token has at most the permissions and the access scope of its requester. */
public final class TokenIssuer {

    /** The longest lifetime of a token. */
    public static final Duration MAX_LIFETIME = Duration.ofDays(366);

    private final TokenStore tokens;
    private final AccessScope scope;
    private final Clock clock;

    public TokenIssuer(TokenStore tokens, AccessScope scope, Clock clock) {
        this.tokens = tokens;
        this.scope = scope;
        this.clock = clock;
    }

    /**
     * Issues a token, in the caller's transaction.
     *
     * @throws TokenRefusedException when the requester may not have it
     */
    public IssuedToken issue(Caller requester, TokenSpecification specification) throws TokenRefusedException {
        Instant now = clock.instant();
        if (!now.isBefore(specification.expiresAt())
                || specification.expiresAt().isAfter(now.plus(MAX_LIFETIME))) {
            throw new TokenRefusedException(Reason.EXPIRY_OUT_OF_BOUNDS);
        }
        requireSubset(requester, specification);
        String organizationId = organization(requester, specification);
        UUID tokenId = UUID.randomUUID();
        ApiToken token = new ApiToken(
                tokenId,
                specification.name(),
                ApiToken.subjectOf(specification.name(), tokenId),
                organizationId,
                specification.platformAdministrator(),
                specification.permissions(),
                now,
                requester.subject(),
                specification.expiresAt(),
                null,
                null);
        String text = TokenText.generate();
        tokens.add(token, TokenText.hash(text));
        return new IssuedToken(token, text);
    }

    private static void requireSubset(Caller requester, TokenSpecification specification) throws TokenRefusedException {
        if (specification.platformAdministrator() && !requester.platformAdministrator()) {
            throw new TokenRefusedException(Reason.ADMINISTRATORS_ONLY);
        }
        if (!specification.permissions().stream().allMatch(requester::hasPermission)) {
            throw new TokenRefusedException(Reason.SCOPES_EXCEED_OWN);
        }
    }

    private @Nullable String organization(Caller requester, TokenSpecification specification)
            throws TokenRefusedException {
        String key = specification.organizationKey();
        if (key == null) {
            if (requester.organizationId() == null && !specification.platformAdministrator()) {
                throw new TokenRefusedException(Reason.ORGANIZATION_REQUIRED);
            }
            return requester.organizationId();
        }
        OrganizationNode named = scope.findOrganization(key);
        if (named == null || !scope.includes(requester, named.organizationId())) {
            throw new TokenRefusedException(Reason.ORGANIZATION_NOT_FOUND);
        }
        return named.organizationId();
    }

    /** A new token and its text, which is not stored and cannot be read again. */
    public record IssuedToken(ApiToken token, String text) {

        /** Omits the text, since records end up in logs. */
        @Override
        public String toString() {
            return "IssuedToken[token=" + token + "]";
        }
    }

    /**
     * The requested properties of an opaque token.
     *
     * @param name 1 to 128 characters, no control characters
     * @param organizationKey a key of the organization that it acts for; null for the requester's own
     * @param expiresAt in the future, at most 366 days ahead
     */
    public record TokenSpecification(
            String name,
            @Nullable String organizationKey,
            boolean platformAdministrator,
            Set<Permission> permissions,
            Instant expiresAt) {}
}
