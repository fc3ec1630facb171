package dev.muster.assignment.directory;

import org.jspecify.annotations.Nullable;

/** The organizations that there are. */
public interface OrganizationLookup {

    /** The organization of the id; null when it is not registered. */
    @Nullable
    KeptOrganization find(String organizationId);

    /** The id of the organization that has the label; null when none has. */
    @Nullable
    String findByLabel(String label);
}
