package dev.muster.assignmentservice.organization;

import java.util.UUID;

/** Stores organizations. All methods run in the caller's transaction. */
public interface OrganizationStore extends OrganizationLookup {

    /** Inserts a new organization, with revision 1. */
    void insert(StoredOrganization registered);

    /** Replaces an organization that has the revision before {@code changed}'s. */
    void update(StoredOrganization changed);

    /**
     * Recomputes the effective rebranding of the organization and its descendants, and queues the update of their
     * applications. Waits first for transactions that rely on the present state.
     *
     * @param commandId the command that caused it, and {@code actor} who issued it
     */
    void resolveRebranding(String organizationId, UUID commandId, String actor);
}
