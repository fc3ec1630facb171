package dev.muster.assignmentservice.application;

import java.util.Collection;

/** What lists and searches read, kept up with inventory. Everything happens in the caller's transaction. */
public interface ApplicationListProjection {

    /** Takes over what inventory says now of the applications; forgets those that it has forgotten. */
    void follow(Collection<String> applicationIds);
}
