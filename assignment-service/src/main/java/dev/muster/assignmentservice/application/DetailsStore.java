package dev.muster.assignmentservice.application;

/** Stores the details of applications, in the caller's transaction. */
public interface DetailsStore {

    /** The details; {@link ApplicationDetails#NONE} when there are none. */
    ApplicationDetails find(String applicationId);

    /** Saves details whose stored revision is the one before. Fails otherwise. */
    void save(String applicationId, ApplicationDetails changed);
}
