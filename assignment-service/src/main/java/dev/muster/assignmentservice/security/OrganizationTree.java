package dev.muster.assignmentservice.security;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Where things stand in the tree of organizations. */
public interface OrganizationTree {

    /** Whether the organization is {@code top} or below it; false when one of them is not registered. */
    boolean isAtOrBelow(String organizationId, String top);

    /** The organization and all below it, in the order of their ids; empty when it is not registered. */
    Collection<String> atOrBelow(String top);

    /** The organization of any of its keys: id, public id, UUID or {@code ~label}; null when it is not registered. */
    @Nullable
    OrganizationNode findOrganization(String key);

    /** The id of the organization that owns the system; null when none does. */
    @Nullable
    String findSystemOwner(String systemId);

    /** The place of an application that inventory knows, removed ones too; null when it knows none. */
    @Nullable
    ApplicationOwner findApplication(String applicationId);

    /** The places of those of the applications that inventory knows, removed ones too. */
    Collection<ApplicationOwner> findApplications(Collection<String> applicationIds);
}
