package dev.muster.assignmentservice.directory;

import dev.muster.assignmentservice.security.AccessScope;
import dev.muster.assignmentservice.security.Caller;
import dev.muster.assignmentservice.security.OrganizationTree;
import org.jspecify.annotations.Nullable;

/** Checks the access of callers to the subjects of their commands. Runs under the directory's lock. */
public final class DirectoryAccess {

    private static final Decision DENIED =
            Decision.rejected("access_denied", "what the command is about is not within the caller's reach");

    private final OrganizationTree organizationTree;
    private final AccessScope accessScope;

    public DirectoryAccess(OrganizationTree organizationTree) {
        this.organizationTree = organizationTree;
        accessScope = new AccessScope(organizationTree);
    }

    /** The rejection of the command; null when it is allowed, or has no caller to check. */
    @Nullable
    Decision check(DirectoryCommand command, RequiredAccess required) {
        Caller caller = command.caller();
        if (caller == null) {
            return null;
        }
        if (!caller.hasPermission(required.permission())) {
            return Decision.rejected(
                    "permission_missing",
                    "the caller has no permission " + required.permission().scope());
        }
        if (caller.platformAdministrator()) {
            return null;
        }
        boolean isAllowed = !required.administrator()
                && required.organizationIds().stream().allMatch(id -> coversOrganization(caller, id))
                && (required.systemId() == null
                        || accessScope.includes(caller, organizationTree.findSystemOwner(required.systemId())))
                && accessScope.includesAllKnown(caller, required.applicationIds());
        return isAllowed ? null : DENIED;
    }

    private boolean coversOrganization(Caller caller, String organizationId) {
        return accessScope.includes(caller, organizationId)
                || !organizationTree.isInSubtree(organizationId, organizationId);
    }
}
