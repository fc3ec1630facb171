package dev.muster.assignmentservice.association;

import dev.muster.assignmentservice.directory.DirectoryChange;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One change of one association.
 *
 * @param before null when there was none
 * @param after null when it ended
 * @param revision the revision after it, from 1
 */
public record AssociationChange(
        String organizationId,
        String applicationId,
        @Nullable Association before,
        @Nullable Association after,
        long revision,
        UUID commandId,
        String actor,
        Instant recordedAt)
        implements DirectoryChange {}
