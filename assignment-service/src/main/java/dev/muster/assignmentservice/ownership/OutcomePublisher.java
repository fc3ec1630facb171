package dev.muster.assignmentservice.ownership;

import java.util.List;

/** Tells the senders of commands what came of them, and everybody what changed by it, when the caller's transaction commits. */
public interface OutcomePublisher {

    /** Publishes what was decided now, with the changes that it led to, each application's in their order. */
    void publishDecided(List<OwnershipChange> changes, List<Outcome> outcomes);

    /** Publishes again what had been decided before. */
    void publishOutcomesAgain(List<Outcome> decidedBefore);
}
