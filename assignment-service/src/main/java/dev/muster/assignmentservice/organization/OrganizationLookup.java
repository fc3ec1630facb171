package dev.muster.assignmentservice.organization;

import org.jspecify.annotations.Nullable;

/** Finds organizations. */
public interface OrganizationLookup {

    /** The organization with the id; null when it is not registered. */
    @Nullable
    StoredOrganization find(String organizationId);

    /** The id of the organization with the label; null when there is none. */
    @Nullable
    String findByLabel(String label);

    /**
     * The organization with the key: id, public id, UUID or {@code ~label}. When the key is the id of one organization and
     * a derived key of another, the id wins.
     */
    @Nullable
    StoredOrganization findByKey(String key);

    /** The id of another organization with the same public id or UUID; null when there is none. */
    @Nullable
    String findKeyConflict(Organization organization);
}
