package dev.muster.assignmentservice.ownership;

/** The result of a command, as it is stored and published. */
public enum OutcomeStatus {
    /** It changed the ownership. */
    APPLIED,
    /** The ownership was already as requested. */
    UNCHANGED,
    /** It was not applied; the reason says why. */
    REJECTED,
    /** The ownership does not have the expected revision. */
    CONFLICT,
    /** It waits for its application. */
    WAITING,
    /** Its application did not appear in time. */
    EXPIRED
}
