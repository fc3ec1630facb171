package dev.muster.assignmentservice.application;

import dev.muster.assignmentservice.ownership.ApplicationOwnership;
import dev.muster.assignmentservice.ownership.OwnershipStore;
import dev.muster.assignmentservice.ownership.TargetApplication;
import dev.muster.assignmentservice.security.AccessScope;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Keeps others from changing an application until the caller's transaction ends: its ownership is stored, and locked. */
public final class ApplicationLocker {

    private final AccessScope reach;
    private final OwnershipStore ownerships;

    /** Locks there. */
    public ApplicationLocker(AccessScope reach, OwnershipStore ownerships) {
        this.reach = reach;
        this.ownerships = ownerships;
    }

    /** The locked ownership of an application that is there; null when it is not known or was removed. */
    @Nullable
    ApplicationOwnership lockPresent(String applicationId) {
        if (reach.find(applicationId) == null) {
            return null;
        }
        TargetApplication target =
                ownerships.beginAndLock(new TreeSet<>(List.of(applicationId))).get(applicationId);
        return target == null || target.presence() != TargetApplication.Presence.PRESENT ? null : target.kept();
    }

    /** Whether the locked ownership is as the same request of the same caller left it. */
    boolean isLeftBy(ApplicationOwnership kept, AssignRequest request) {
        return ownerships.isLeftBy(kept, request.commandId(), request.caller().subject());
    }
}
