package dev.muster.assignmentservice.ownership;

/** What came of a command. */
public enum OutcomeStatus {
    /** It changed the ownership. */
    APPLIED,
    /** The ownership was so already. */
    UNCHANGED,
    /** It may not be applied; the reason says why. */
    REJECTED,
    /** The ownership has another revision than the command expects. */
    CONFLICT,
    /** It waits until its application appears. */
    WAITING,
    /** Its application did not appear in time. */
    EXPIRED
}
