package dev.muster.assignmentservice.application;

import java.util.Collection;

/** The read model of lists and searches. Updated in the caller's transaction. */
public interface ApplicationListProjection {

    /** Updates the applications from the current state of inventory; deletes those that inventory has deleted. */
    void update(Collection<String> applicationIds);
}
