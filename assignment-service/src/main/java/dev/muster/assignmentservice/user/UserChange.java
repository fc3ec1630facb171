package dev.muster.assignmentservice.user;

import dev.muster.assignmentservice.directory.DirectoryChange;
import java.time.Instant;
import java.util.UUID;

/**
 * A user was registered.
 *
 * @param revision the revision after it, from 1
 */
public record UserChange(User after, long revision, UUID commandId, String actor, Instant recordedAt)
        implements DirectoryChange {}
