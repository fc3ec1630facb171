package dev.muster.assignmentservice.directory;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The log of received directory commands and the queue of parked ones. A command is parked when the organization that it
 * needs is not registered yet: the two have different keys, so the order of reading is not that of sending. All methods
 * run in the caller's transaction.
 */
public interface CommandLog {

    /** A command that waits for an organization, or behind an earlier command of its own subject. */
    record Parked(
            long parkId, DirectoryCommand command, @Nullable String waitsFor, Instant expiresAt) {}

    /**
     * Locks the directory until the transaction ends. Waits until no other transaction changes it, and then excludes other
     * writers: two concurrent moves could form a cycle that neither of them sees.
     */
    void lockDirectory();

    /** The ids among the given ones that were received before and not rejected. */
    Set<UUID> findSeen(Collection<UUID> commandIds);

    /** Records commands that were not rejected, or are not decided yet. */
    void remember(Collection<DirectoryCommand> commands);

    /** Deletes the record of a parked command that was rejected, so that it can be sent again. */
    void forget(Parked parked);

    /** The records in which the given commands were rejected before. */
    Set<RejectedCommand> findRejected(Collection<UUID> commandIds);

    /** Records rejected commands together with the Kafka records that they came in. */
    void rememberRejected(Collection<RejectedCommand> rejections);

    /** Whether commands of the subject are parked. */
    boolean hasParked(String subjectId);

    /** Parks a command behind those of its subject; {@code waitsFor} is null when it waits for these only. */
    void park(DirectoryCommand command, @Nullable String waitsFor, Instant expiresAt);

    /** The first parked command of the subject; null when there is none. */
    @Nullable
    Parked findFirstParked(String subjectId);

    /** Makes the parked command wait for another organization. */
    void waitFor(Parked parked, String organizationId);

    /** Removes a decided command from the queue. */
    void unpark(Parked parked);

    /** The subjects of commands that wait for the organization, in the order of arrival. */
    List<String> findWaitingFor(String organizationId);

    /** Whether the organization was deleted: it is never registered again, so that no command waits for it. */
    boolean isDeleted(String organizationId);

    /** The subjects of commands that are expired, or wait for an organization that is registered by now. */
    List<String> findDue(Instant now, int limit);

    /** A rejected command and the position of its record, which became a dead letter. */
    record RejectedCommand(UUID commandId, String topic, int partition, long offset) {

        static RejectedCommand of(DirectoryCommand command, ReceivedRecord record) {
            return new RejectedCommand(command.commandId(), record.topic(), record.partition(), record.offset());
        }
    }
}
