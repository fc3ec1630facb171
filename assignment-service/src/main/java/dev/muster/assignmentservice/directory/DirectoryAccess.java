package dev.muster.assignmentservice.directory;

import dev.muster.assignmentservice.security.AccessScope;
import dev.muster.assignmentservice.security.Caller;
import dev.muster.assignmentservice.security.OrganizationTree;
import org.jspecify.annotations.Nullable;

/** Whether the caller of a command may do what it wishes, decided under the directory's lock. */
public final class DirectoryAccess {

    private static final Decision DENIED =
            Decision.rejected("access_denied", "what the command is about is not within the caller's reach");

    private final OrganizationTree places;
    private final AccessScope reach;

    /** Decides by what is known of the tree there. */
    public DirectoryAccess(OrganizationTree places) {
        this.places = places;
        reach = new AccessScope(places);
    }

    /** Why not; null when it may, or when the command's caller is not checked. */
    @Nullable
    Decision refuse(DirectoryCommand command) {
        Caller caller = command.caller();
        if (caller == null) {
            return null;
        }
        RequiredAccess needs = command.action().needs();
        if (!caller.may(needs.permission())) {
            return Decision.rejected(
                    "permission_missing",
                    "the caller has no permission " + needs.permission().scope());
        }
        if (caller.platformAdministrator()) {
            return null;
        }
        boolean within = !needs.administrator()
                && needs.organizationIds().stream().allMatch(id -> reachesOrganization(caller, id))
                && (needs.systemId() == null || reach.reaches(caller, places.findSystemOwner(needs.systemId())))
                && reach.reachesKnown(caller, needs.applicationIds());
        return within ? null : DENIED;
    }

    private boolean reachesOrganization(Caller caller, String organizationId) {
        return reach.reaches(caller, organizationId) || !places.isAtOrBelow(organizationId, organizationId);
    }
}
