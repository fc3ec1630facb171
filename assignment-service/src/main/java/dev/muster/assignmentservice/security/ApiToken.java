package dev.muster.assignmentservice.security;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The stored data of an opaque token, without its text.
 *
 * @param name 1 to 128 characters, chosen by its creator
 * @param subject the actor recorded for what is done with it, see {@link #subjectOf}
 * @param organizationId the organization that it acts for; null only for a platform administrator's token
 * @param permissions as granted, without those that they imply
 * @param createdBy the subject of its creator
 * @param revokedAt null when it is not revoked
 * @param firstUsedAt when a caller was first authenticated with it; null when none was, or not since this is recorded
 */
public record ApiToken(
        UUID tokenId,
        String name,
        String subject,
        @Nullable String organizationId,
        boolean platformAdministrator,
        Set<Permission> permissions,
        Instant createdAt,
        String createdBy,
        Instant expiresAt,
        @Nullable Instant revokedAt,
        @Nullable Instant firstUsedAt) {

    private static final int ID_DIGITS = 8;

    public ApiToken {
        permissions = Set.copyOf(permissions);
        if (organizationId == null && !platformAdministrator) {
            throw new IllegalArgumentException("a token without an organization is a platform administrator's");
        }
    }

    /** {@code token:{name}:{first 8 digits of the id}}: no choice of a name can impersonate another token. */
    static String subjectOf(String name, UUID tokenId) {
        return "token:" + name + ":" + tokenId.toString().substring(0, ID_DIGITS);
    }

    /** Whether it had not expired at that time. A revoked token is invalid at any time, also before its revocation. */
    boolean isValidAt(Instant at) {
        return revokedAt == null && at.isBefore(expiresAt);
    }

    Caller caller() {
        return platformAdministrator
                ? Caller.platformAdministrator(subject, organizationId)
                : new Caller(subject, organizationId, false, permissions);
    }
}
