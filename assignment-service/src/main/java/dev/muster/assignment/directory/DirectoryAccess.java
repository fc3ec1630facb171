package dev.muster.assignment.directory;

import dev.muster.assignment.access.Caller;
import dev.muster.assignment.access.Places;
import dev.muster.assignment.access.Reach;
import org.jspecify.annotations.Nullable;

/** Whether the caller of a command may do what it wishes, decided under the directory's lock. */
public final class DirectoryAccess {

    private static final Verdict DENIED =
            Verdict.rejected("access_denied", "what the command is about is not within the caller's reach");

    private final Places places;
    private final Reach reach;

    /** Decides by what is known of the tree there. */
    public DirectoryAccess(Places places) {
        this.places = places;
        reach = new Reach(places);
    }

    /** Why not; null when it may, or when the command's caller is not checked. */
    @Nullable
    Verdict refuse(DirectoryCommand command) {
        Caller caller = command.caller();
        if (caller == null) {
            return null;
        }
        Needs needs = command.action().needs();
        if (!caller.may(needs.permission())) {
            return Verdict.rejected(
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
