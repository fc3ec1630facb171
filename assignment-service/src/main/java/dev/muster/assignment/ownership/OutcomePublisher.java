package dev.muster.assignment.ownership;

import java.util.List;

/** Tells the senders of commands what came of them, when the caller's transaction commits. */
public interface OutcomePublisher {

    /** Publishes what was decided now. */
    void publishOutcomes(List<Outcome> decided);

    /** Publishes again what had been decided before. */
    void publishOutcomesAgain(List<Outcome> decidedBefore);
}
