package dev.muster.assignmentservice.security;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an opaque token; the token itself is not.
 *
 * @param name what it is for, 1 to 128 characters, in the words of who made it
 * @param subject the actor of what is done with it, see {@link #subjectOf}
 * @param organizationId the organization that it acts for; null for a platform administrator's only
 * @param permissions as they were given, without those that they imply
 * @param createdBy the subject of who made it
 * @param expiresAt when it is good no more
 * @param revokedAt when it was revoked; null when it was not
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
        @Nullable Instant revokedAt) {

    private static final int ID_DIGITS = 8;

    public ApiToken {
        permissions = Set.copyOf(permissions);
        if (organizationId == null && !platformAdministrator) {
            throw new IllegalArgumentException("a token without an organization is a platform administrator's");
        }
    }

    /** {@code token:{name}:{first 8 digits of the id}}: nobody can name a token so that it passes for somebody else. */
    static String subjectOf(String name, UUID tokenId) {
        return "token:" + name + ":" + tokenId.toString().substring(0, ID_DIGITS);
    }

    /** Whether it had not expired at that time; revoked, it is not even good for what was sent before that. */
    boolean isGoodAt(Instant at) {
        return revokedAt == null && at.isBefore(expiresAt);
    }

    Caller caller() {
        return platformAdministrator
                ? Caller.platformAdministrator(subject, organizationId)
                : new Caller(subject, organizationId, false, permissions);
    }
}
