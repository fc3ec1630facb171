package dev.muster.assignmentservice.organization;

import java.util.UUID;

/** Where organizations are kept. Everything happens in the caller's transaction. */
public interface OrganizationStore extends OrganizationLookup {

    /**
     * Waits until nobody else changes the directory, and keeps others from it until the transaction ends: two moves at
     * once could form a cycle that neither of them sees.
     */
    void lockDirectory();

    /** Keeps a new organization, with revision 1. */
    void insert(StoredOrganization registered);

    /** Replaces an organization that has the revision before {@code changed}'s. */
    void update(StoredOrganization changed);

    /**
     * Finds anew whose branding applies to the organization and all below it, and lets their applications follow.
     * Before, it waits for transactions that rely on the present answer.
     *
     * @param commandId the command that makes it necessary, and {@code actor} who issued it
     */
    void resolveRebranding(String organizationId, UUID commandId, String actor);
}
