package dev.muster.assignmentservice.organization;

import dev.muster.assignmentservice.directory.DirectoryChange;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One change of one organization.
 *
 * @param before null when it was registered
 * @param revision the revision after it, from 1
 */
public record OrganizationChange(
        @Nullable Organization before,
        Organization after,
        long revision,
        UUID commandId,
        String actor,
        Instant recordedAt)
        implements DirectoryChange {}
