package dev.muster.assignment.ownership;

/**
 * The kept ownership of one application.
 *
 * @param incarnation the application's incarnation that it was decided for, from 1
 * @param revision rises by one with each change, without gaps; 0: never assigned
 */
public record ApplicationOwnership(String applicationId, int incarnation, long revision, Ownership ownership) {

    /** That of an application that was never assigned. */
    public static ApplicationOwnership first(String applicationId, int incarnation) {
        return new ApplicationOwnership(applicationId, incarnation, 0, Ownership.NONE);
    }

    /** The same after one more change. */
    ApplicationOwnership changedTo(Ownership after) {
        return new ApplicationOwnership(applicationId, incarnation, revision + 1, after);
    }

    /** The same, decided for another incarnation of the application. */
    ApplicationOwnership inIncarnation(int current) {
        return new ApplicationOwnership(applicationId, current, revision, ownership);
    }
}
