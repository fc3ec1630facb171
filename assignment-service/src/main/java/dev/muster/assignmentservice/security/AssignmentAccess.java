package dev.muster.assignmentservice.security;

import org.jspecify.annotations.Nullable;

/**
 * Whether a caller with the permission may change who an application belongs to, by HTTP and by Kafka alike. Asked in the
 * order of the first contract: the application is there, the caller reaches it, the caller reaches the organization that
 * is to have it. An organization that is not registered is reached by nobody.
 */
public final class AssignmentAccess {

    /** Why not. */
    public enum Denial {
        /** Inventory does not know the application. */
        APPLICATION_NOT_FOUND,
        /** Neither its owner nor the owner of its system is within reach. */
        APPLICATION_OUT_OF_REACH,
        /** The organization that is to have it is not within reach, or is not there. */
        ORGANIZATION_OUT_OF_REACH
    }

    private final OrganizationTree places;
    private final AccessScope reach;

    /** Decides by what is known of the tree there. */
    public AssignmentAccess(OrganizationTree places) {
        this.places = places;
        reach = new AccessScope(places);
    }

    /**
     * Decides about an application as it is now.
     *
     * @param targetOrganizationId the id of the organization that is to have it; null when the change names none
     * @return why not; null when it may be
     */
    public @Nullable Denial check(Caller caller, String applicationId, @Nullable String targetOrganizationId) {
        ApplicationOwner place = places.findApplication(applicationId);
        return place == null ? Denial.APPLICATION_NOT_FOUND : check(caller, place, targetOrganizationId);
    }

    /** Decides about an application that belongs to the owner by now, whatever is kept of it. */
    public @Nullable Denial check(
            Caller caller, String applicationId, @Nullable String ownerId, @Nullable String targetOrganizationId) {
        ApplicationOwner place = places.findApplication(applicationId);
        return place == null
                ? Denial.APPLICATION_NOT_FOUND
                : check(caller, place.ownedBy(ownerId), targetOrganizationId);
    }

    /** Decides about an application that is not there yet: the organization that is to have it has to be within reach. */
    public @Nullable Denial checkTarget(Caller caller, @Nullable String targetOrganizationId) {
        return targetOrganizationId == null || reachesRegistered(caller, targetOrganizationId)
                ? null
                : Denial.ORGANIZATION_OUT_OF_REACH;
    }

    private @Nullable Denial check(Caller caller, ApplicationOwner place, @Nullable String targetOrganizationId) {
        return reach.reaches(caller, place)
                ? checkTarget(caller, targetOrganizationId)
                : Denial.APPLICATION_OUT_OF_REACH;
    }

    private boolean reachesRegistered(Caller caller, String organizationId) {
        return caller.platformAdministrator()
                ? places.isAtOrBelow(organizationId, organizationId)
                : reach.reaches(caller, organizationId);
    }
}
