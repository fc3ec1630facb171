package dev.muster.assignmentservice.application;

/** Where the details of applications are kept. Everything happens in the caller's transaction. */
public interface DetailsStore {

    /** What was said about the application; {@link ApplicationDetails#NONE} when nothing was. */
    ApplicationDetails find(String applicationId);

    /** Replaces details that have the revision before the given one's. */
    void save(String applicationId, ApplicationDetails changed);
}
