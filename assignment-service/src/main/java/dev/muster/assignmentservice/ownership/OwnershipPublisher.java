package dev.muster.assignmentservice.ownership;

import java.util.List;

/** Tells everybody how ownerships change, when the caller's transaction commits. */
public interface OwnershipPublisher {

    /** Publishes changes, each application's in their order. */
    void publish(List<OwnershipChange> changes);
}
