package dev.muster.assignmentservice.organization;

import org.jspecify.annotations.Nullable;

/** The organizations that there are. */
public interface OrganizationLookup {

    /** The organization of the id; null when it is not registered. */
    @Nullable
    StoredOrganization find(String organizationId);

    /** The id of the organization that has the label; null when none has. */
    @Nullable
    String findByLabel(String label);

    /**
     * The organization of any of its keys: id, public id, UUID or {@code ~label}. Where one organization's id is another
     * one's derived key, the id counts.
     */
    @Nullable
    StoredOrganization findByKey(String key);

    /** The id of an organization that has the public id or the UUID of the given one; null when none has. */
    @Nullable
    String findSameKeys(Organization organization);
}
