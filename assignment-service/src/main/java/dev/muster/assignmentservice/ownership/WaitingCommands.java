package dev.muster.assignmentservice.ownership;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** The commands that wait for their application. Everything happens in the caller's transaction. */
public interface WaitingCommands {

    /** Those that wait for the applications, locked, each application's in the order of their arrival. */
    List<WaitingCommand> lock(Collection<String> applicationIds);

    /** Lets commands wait, in their order. */
    void add(List<WaitingCommand> commands);

    /** Forgets commands that were decided. */
    void remove(Collection<UUID> commandIds);

    /** Applications with commands whose time has passed, the longest overdue first, at most {@code limit}. */
    List<String> applicationsWithExpired(Instant now, int limit);

    /** Of the first {@code limit} applications behind {@code cursor} that are waited for, in the order of their ids. */
    SweepPage sweep(String cursor, int limit);

    /**
     * A part of the applications that are waited for.
     *
     * @param present those that are present: their trigger was lost, or is still under way
     * @param nextCursor where the next part begins; empty when this was the last
     */
    record SweepPage(List<String> present, String nextCursor) {}
}
