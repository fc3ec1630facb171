package dev.muster.assignmentservice.security;

import org.jspecify.annotations.Nullable;

/**
 * Decides whether a caller with the permission may assign an application, over HTTP and Kafka alike. The checks run in the
 * order of the first contract: the application exists, it is in the caller's access scope, the target organization is in
 * that scope. An organization that is not registered is in nobody's scope.
 */
public final class AssignmentAccess {

    /** The decision about one access. */
    public enum AccessDecision {
        ALLOWED,
        /** The application is not in the inventory. */
        APPLICATION_NOT_FOUND,
        /** Neither its owner nor the owner of its system is in the access scope. */
        APPLICATION_OUT_OF_SCOPE,
        /** The target organization is not in the access scope or not registered. */
        ORGANIZATION_OUT_OF_SCOPE
    }

    private final OrganizationTree tree;
    private final AccessScope scope;

    public AssignmentAccess(OrganizationTree tree) {
        this.tree = tree;
        scope = new AccessScope(tree);
    }

    /**
     * Checks access to an application with its stored owner.
     *
     * @param targetOrganizationId the organization to assign; null for none
     */
    public AccessDecision check(Caller caller, String applicationId, @Nullable String targetOrganizationId) {
        ApplicationOwner owner = tree.findApplication(applicationId);
        return owner == null ? AccessDecision.APPLICATION_NOT_FOUND : check(caller, owner, targetOrganizationId);
    }

    /** Checks access to an application with the given owner instead of the stored one: the owner may change in a batch. */
    public AccessDecision check(
            Caller caller, String applicationId, @Nullable String ownerId, @Nullable String targetOrganizationId) {
        ApplicationOwner owner = tree.findApplication(applicationId);
        return owner == null
                ? AccessDecision.APPLICATION_NOT_FOUND
                : check(caller, owner.withOwner(ownerId), targetOrganizationId);
    }

    /** Checks access to the target organization alone, for an application that does not exist yet. */
    public AccessDecision checkTarget(Caller caller, @Nullable String targetOrganizationId) {
        return targetOrganizationId == null || includesRegistered(caller, targetOrganizationId)
                ? AccessDecision.ALLOWED
                : AccessDecision.ORGANIZATION_OUT_OF_SCOPE;
    }

    private AccessDecision check(Caller caller, ApplicationOwner owner, @Nullable String targetOrganizationId) {
        return scope.includes(caller, owner)
                ? checkTarget(caller, targetOrganizationId)
                : AccessDecision.APPLICATION_OUT_OF_SCOPE;
    }

    private boolean includesRegistered(Caller caller, String organizationId) {
        return caller.platformAdministrator()
                ? tree.isInSubtree(organizationId, organizationId)
                : scope.includes(caller, organizationId);
    }
}
