package dev.muster.assignmentservice.security;

import dev.muster.assignmentservice.security.OrganizationTree.OrganizationNode;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What callers have access to: their own organization and its subtree, with the applications that these own. A platform
 * administrator has access to everything, a caller without an organization to nothing.
 */
public final class AccessScope {

    private final OrganizationTree tree;

    public AccessScope(OrganizationTree tree) {
        this.tree = tree;
    }

    /** Whether the scope includes the organization. Only an administrator's includes one that is not registered. */
    public boolean includes(Caller caller, @Nullable String organizationId) {
        if (caller.platformAdministrator()) {
            return true;
        }
        String own = caller.organizationId();
        return own != null && organizationId != null && tree.isInSubtree(organizationId, own);
    }

    /** Whether the scope includes the owner of the application or the owner of its system. */
    public boolean includes(Caller caller, ApplicationOwner application) {
        return includes(caller, application.ownerId()) || includes(caller, application.systemOwnerId());
    }

    /** Whether all of the applications are in the inventory and in the scope. */
    public boolean includesAll(Caller caller, Collection<String> applicationIds) {
        if (applicationIds.isEmpty()) {
            return true;
        }
        Collection<ApplicationOwner> found = tree.findApplications(applicationIds);
        return found.size() == new HashSet<>(applicationIds).size() && includesEach(caller, found);
    }

    /** Whether the scope includes those of the applications that are in the inventory. */
    public boolean includesAllKnown(Caller caller, Collection<String> applicationIds) {
        return applicationIds.isEmpty() || includesEach(caller, tree.findApplications(applicationIds));
    }

    /** Those of the applications that are in the inventory and in the scope. */
    public Set<String> findIncluded(Caller caller, Collection<String> applicationIds) {
        Collection<String> organizationIds = organizationIds(caller);
        Set<@Nullable String> owners = organizationIds == null ? Set.of() : new HashSet<>(organizationIds);
        Set<String> included = new HashSet<>();
        for (ApplicationOwner one : tree.findApplications(applicationIds)) {
            if (organizationIds == null || owners.contains(one.ownerId()) || owners.contains(one.systemOwnerId())) {
                included.add(one.applicationId());
            }
        }
        return included;
    }

    /** Reads the subtree once instead of once for each application. */
    private boolean includesEach(Caller caller, Collection<ApplicationOwner> found) {
        if (found.size() == 1) {
            return includes(caller, found.iterator().next());
        }
        Collection<String> organizationIds = organizationIds(caller);
        if (organizationIds == null) {
            return true;
        }
        Set<@Nullable String> owners = new HashSet<>(organizationIds);
        return found.stream().allMatch(one -> owners.contains(one.ownerId()) || owners.contains(one.systemOwnerId()));
    }

    /** The owners of the application, in scope or not; null when it is not in the inventory. */
    public @Nullable ApplicationOwner find(String applicationId) {
        return tree.findApplication(applicationId);
    }

    /** The organization with the key, in scope or not; null when it is not registered. */
    public @Nullable OrganizationNode findOrganization(String key) {
        return tree.findOrganization(key);
    }

    /** The ids of an organization and of all below it, in scope or not; empty when it is not registered. */
    public Collection<String> subtree(String organizationId) {
        return tree.findSubtree(organizationId);
    }

    /** The organizations in the scope; null when it is everything. */
    public @Nullable Collection<String> organizationIds(Caller caller) {
        if (caller.platformAdministrator()) {
            return null;
        }
        String own = caller.organizationId();
        return own == null ? List.of() : tree.findSubtree(own);
    }
}
