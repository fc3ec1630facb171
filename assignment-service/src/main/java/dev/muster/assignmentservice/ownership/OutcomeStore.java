package dev.muster.assignmentservice.ownership;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/** Where the outcome of every command is kept. Everything happens in the caller's transaction. */
public interface OutcomeStore {

    /** The latest outcomes of those of the commands that were seen before. */
    Map<UUID, Outcome> find(Collection<UUID> commandIds);

    /**
     * The latest outcomes of those of the commands that no other transaction is about to decide; none does so before the
     * end of this one.
     */
    Map<UUID, Outcome> lock(Collection<UUID> commandIds);

    /**
     * Keeps the first outcomes of commands.
     *
     * @throws RuntimeException when another transaction has decided one of them meanwhile: roll back and begin anew
     */
    void add(Collection<Outcome> outcomes);

    /** Replaces the outcomes of commands that have waited. */
    void replace(Collection<Outcome> outcomes);
}
