package dev.muster.assignmentservice.user;

import org.jspecify.annotations.Nullable;

/**
 * A user. Its tokens define its permissions, not these attributes.
 *
 * @param userId see {@link UserIds}; the key on topics and in tables
 * @param homeOrganizationId the organization that administers the user; null when only platform administrators do
 */
public record User(String userId, @Nullable String homeOrganizationId, boolean admin, boolean active) {}
