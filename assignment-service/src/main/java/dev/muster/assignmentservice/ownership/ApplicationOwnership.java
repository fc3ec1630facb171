package dev.muster.assignmentservice.ownership;

/**
 * The ownership of one application.
 *
 * @param incarnation the incarnation of the application that the ownership was decided for, from 1
 * @param revision rises by one with each change, without gaps; 0: never assigned
 * @param stored whether the ownership, or the one it was derived from, was read from the store
 */
public record ApplicationOwnership(
        String applicationId, int incarnation, long revision, Ownership ownership, boolean stored) {

    /** The ownership of an application that was never assigned and has none stored. */
    public static ApplicationOwnership initial(String applicationId, int incarnation) {
        return new ApplicationOwnership(applicationId, incarnation, 0, Ownership.NONE, false);
    }

    ApplicationOwnership changedTo(Ownership after) {
        return new ApplicationOwnership(applicationId, incarnation, revision + 1, after, stored);
    }

    ApplicationOwnership withIncarnation(int current) {
        return new ApplicationOwnership(applicationId, current, revision, ownership, stored);
    }
}
