package dev.muster.assignmentservice.system;

import dev.muster.assignmentservice.directory.DirectoryChange;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One change of one system.
 *
 * @param before null for the first change
 * @param revision the revision after it, from 1
 */
public record SystemChange(
        @Nullable ManagedSystem before,
        ManagedSystem after,
        long revision,
        UUID commandId,
        String actor,
        Instant recordedAt)
        implements DirectoryChange {}
