package dev.muster.assignmentservice.ownership;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Stores commands that wait for their application, in the caller's transaction. */
public interface WaitingCommands {

    /** Locks the commands that wait for the applications; for each application in the order of their arrival. */
    List<WaitingCommand> lock(Collection<String> applicationIds);

    /** Adds commands in their order. */
    void add(List<WaitingCommand> commands);

    /** Removes decided commands. */
    void remove(Collection<UUID> commandIds);

    /** Applications with commands that expired at {@code now}, the longest overdue first, at most {@code limit}. */
    List<String> findApplicationsWithExpired(Instant now, int limit);

    /** The next {@code limit} awaited applications after {@code cursor}, in the order of their ids. */
    SweepPage sweep(String cursor, int limit);

    /**
     * A page of awaited applications.
     *
     * @param present the present ones: their trigger was lost or is still in flight
     * @param nextCursor where the next page begins; empty when this was the last
     */
    record SweepPage(List<String> present, String nextCursor) {}

    /** A command that waits for its application until {@code expiresAt}. */
    record WaitingCommand(OwnershipCommand command, Instant expiresAt) {

        boolean isExpiredAt(Instant now) {
            return !now.isBefore(expiresAt);
        }
    }
}
