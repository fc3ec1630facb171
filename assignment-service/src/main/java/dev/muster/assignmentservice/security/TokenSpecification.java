package dev.muster.assignmentservice.security;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A wish for an opaque token.
 *
 * @param name 1 to 128 characters, no control characters
 * @param organizationKey any key of the organization that it is to act for; null for the wisher's own
 * @param expiresAt later than now, at most 366 days
 */
public record TokenSpecification(
        String name,
        @Nullable String organizationKey,
        boolean platformAdministrator,
        Set<Permission> permissions,
        Instant expiresAt) {}
