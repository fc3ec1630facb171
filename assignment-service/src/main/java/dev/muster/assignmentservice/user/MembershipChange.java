package dev.muster.assignmentservice.user;

import dev.muster.assignmentservice.directory.DirectoryChange;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One change of one membership.
 *
 * @param before null when the membership is new
 * @param after null when the membership ended
 * @param revision the revision after it, from 1
 */
public record MembershipChange(
        String organizationId,
        String userId,
        @Nullable Membership before,
        @Nullable Membership after,
        long revision,
        UUID commandId,
        String actor,
        Instant recordedAt)
        implements DirectoryChange {}
