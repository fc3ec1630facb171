package dev.muster.assignmentservice.ownership;

import java.util.List;

/** Publishes changes of ownerships and outcomes of commands when the caller's transaction commits. */
public interface OwnershipPublisher {

    /** Publishes changes, in order for each application. */
    void publish(List<OwnershipChange> changes);

    /** Publishes new outcomes with the changes they made, in order for each application. */
    void publishOutcomes(List<OwnershipChange> changes, List<Outcome> outcomes);

    /** Publishes the stored outcomes of repeated commands again. */
    void republishOutcomes(List<Outcome> outcomes);
}
