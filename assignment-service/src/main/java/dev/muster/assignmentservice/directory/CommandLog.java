package dev.muster.assignmentservice.directory;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The directory commands that were received, and those of them that are parked: parent and child have different keys, so
 * a child may be read first; so have a user and an organization. Everything happens in the caller's transaction.
 */
public interface CommandLog {

    /** A command that waits for an organization to be registered, or behind another one of its own subject. */
    record Parked(
            long parkId, DirectoryCommand command, @Nullable String waitsFor, Instant expiresAt) {}

    /** Those of the commands that were seen before, and not rejected. */
    Set<UUID> seen(Collection<UUID> commandIds);

    /** Remembers commands that were not rejected, or not yet. */
    void remember(Collection<DirectoryCommand> commands);

    /** The parked command was rejected: it is not known any more, and may come again. */
    void forget(Parked parked);

    /** In which records the commands were rejected before. */
    Set<RejectedCommand> rejected(Collection<UUID> commandIds);

    /** Remembers records whose commands were rejected. */
    void reject(Collection<RejectedCommand> rejections);

    /** Whether commands of the subject are parked. */
    boolean hasParked(String subjectId);

    /** Parks a command, behind those of its subject; {@code waitsFor} is null when it only stands behind them. */
    void park(DirectoryCommand command, @Nullable String waitsFor, Instant expiresAt);

    /** The first parked command of the subject; null when none is. */
    @Nullable
    Parked firstParked(String subjectId);

    /** The parked command waits for that organization from now on. */
    void waitFor(Parked parked, String organizationId);

    /** Forgets a parked command that was decided. */
    void unpark(Parked parked);

    /** The subjects with commands that wait for the organization, in the order of their arrival. */
    List<String> waitingFor(String organizationId);

    /** Subjects with commands that are overdue, or wait for an organization that is there by now. */
    List<String> due(Instant now, int limit);
}
