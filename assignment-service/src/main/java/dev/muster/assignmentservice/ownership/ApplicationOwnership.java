package dev.muster.assignmentservice.ownership;

/**
 * The ownership of one application.
 *
 * @param incarnation the application's incarnation that it was decided for, from 1
 * @param revision rises by one with each change, without gaps; 0: never assigned
 * @param stored whether it, or what it was changed from, came from the store
 */
public record ApplicationOwnership(
        String applicationId, int incarnation, long revision, Ownership ownership, boolean stored) {

    /** That of an application of which none is stored: it was never assigned. */
    public static ApplicationOwnership first(String applicationId, int incarnation) {
        return new ApplicationOwnership(applicationId, incarnation, 0, Ownership.NONE, false);
    }

    /** The same after one more change. */
    ApplicationOwnership changedTo(Ownership after) {
        return new ApplicationOwnership(applicationId, incarnation, revision + 1, after, stored);
    }

    /** The same, decided for another incarnation of the application. */
    ApplicationOwnership inIncarnation(int current) {
        return new ApplicationOwnership(applicationId, current, revision, ownership, stored);
    }
}
