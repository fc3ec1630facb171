package dev.muster.assignmentservice.user;

import org.jspecify.annotations.Nullable;

/**
 * A user. What it may do is said by its tokens, never by this.
 *
 * @param userId see {@link UserIds}; the key on topics and in tables
 * @param homeOrganizationId the organization whose callers administer it; null when only platform administrators do
 */
public record User(String userId, @Nullable String homeOrganizationId, boolean admin, boolean active) {}
