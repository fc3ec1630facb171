package dev.muster.assignmentservice.ownership;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/** Stores the outcome of every command, in the caller's transaction. */
public interface OutcomeStore {

    /** The latest outcomes of the commands that have one. */
    Map<UUID, Outcome> find(Collection<UUID> commandIds);

    /**
     * Locks and returns the latest outcomes; skips commands that another transaction is deciding. No other transaction
     * decides the returned ones before the end of this one.
     */
    Map<UUID, Outcome> lock(Collection<UUID> commandIds);

    /**
     * Stores the first outcomes of commands.
     *
     * @throws RuntimeException when another transaction has decided one of them: roll back and retry
     */
    void add(Collection<Outcome> outcomes);

    /** Replaces the outcomes of waiting commands. */
    void replace(Collection<Outcome> outcomes);
}
