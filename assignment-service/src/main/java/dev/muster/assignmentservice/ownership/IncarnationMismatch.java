package dev.muster.assignmentservice.ownership;

/**
 * An ownership that was decided for another incarnation of its application than inventory has.
 *
 * @param decidedFor the incarnation that it was decided for; 0: inventory had deleted the application
 * @param revision the revision of the ownership
 * @param present the incarnation in inventory; 0: the application is unknown
 */
public record IncarnationMismatch(String applicationId, int decidedFor, long revision, int present) {}
