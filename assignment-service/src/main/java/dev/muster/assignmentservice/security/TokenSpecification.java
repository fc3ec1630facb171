package dev.muster.assignmentservice.security;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
