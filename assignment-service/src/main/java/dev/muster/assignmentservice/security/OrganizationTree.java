package dev.muster.assignmentservice.security;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The tree of organizations, and the owners of systems and applications in it. */
public interface OrganizationTree {

    /** Whether the organization is the root of the subtree or below it; false when one of them is not registered. */
    boolean isInSubtree(String organizationId, String rootId);

    /** The ids of an organization and of all below it, sorted; empty when it is not registered. */
    Collection<String> findSubtree(String rootId);

    /** The organization with the key: id, public id, UUID or {@code ~label}; null when it is not registered. */
    @Nullable
    OrganizationNode findOrganization(String key);

    /** Whether the key was that of an organization that is deleted; it may be the label of another one by now. */
    boolean isDeleted(String key);

    /** The id of the organization that owns the system; null for none. */
    @Nullable
    String findSystemOwner(String systemId);

    /** The owners of an application in the inventory, also of a removed one; null when it is unknown. */
    @Nullable
    ApplicationOwner findApplication(String applicationId);

    /** The owners of those of the applications that are in the inventory, removed ones included. */
    Collection<ApplicationOwner> findApplications(Collection<String> applicationIds);

    /**
     * An organization in the tree.
     *
     * @param parentId null for a root
     */
    record OrganizationNode(String organizationId, @Nullable String parentId, boolean active) {}
}
