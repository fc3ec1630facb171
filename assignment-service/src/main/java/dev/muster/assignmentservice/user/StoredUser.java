package dev.muster.assignmentservice.user;

import java.time.Instant;

/**
 * A user as stored, with its revision.
 *
 * @param revision increases by one with each change, without gaps, from 1
 * @param createdAt when it was registered, and {@code updatedAt} when it was changed last
 */
public record StoredUser(User user, long revision, Instant createdAt, Instant updatedAt) {}
