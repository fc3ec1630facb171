package dev.muster.assignmentservice.application;

import dev.muster.assignmentservice.application.ApplicationAssigner.AssignRequest;
import dev.muster.assignmentservice.ownership.ApplicationOwnership;
import dev.muster.assignmentservice.ownership.OwnershipStore;
import dev.muster.assignmentservice.ownership.TargetApplication;
import dev.muster.assignmentservice.security.AccessScope;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Locks applications until the caller's transaction ends, by storing and locking their ownership. */
public final class ApplicationLocker {

    private final AccessScope accessScope;
    private final OwnershipStore ownerships;

    public ApplicationLocker(AccessScope accessScope, OwnershipStore ownerships) {
        this.accessScope = accessScope;
        this.ownerships = ownerships;
    }

    /** Locks the ownership of a present application; null when it is not known or was removed. */
    @Nullable
    ApplicationOwnership lockPresent(String applicationId) {
        if (accessScope.find(applicationId) == null) {
            return null;
        }
        TargetApplication target =
                ownerships.createAndLock(new TreeSet<>(List.of(applicationId))).get(applicationId);
        return target == null || target.presence() != TargetApplication.Presence.PRESENT ? null : target.ownership();
    }

    /** Whether the last change of the locked ownership was made by the same request of the same caller. */
    boolean isLastChangedBy(ApplicationOwnership current, AssignRequest request) {
        return ownerships.isLastChangedBy(
                current, request.commandId(), request.caller().subject());
    }
}
