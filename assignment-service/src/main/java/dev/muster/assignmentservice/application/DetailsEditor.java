package dev.muster.assignmentservice.application;

import dev.muster.assignmentservice.application.Application.Version;
import dev.muster.assignmentservice.application.WriteOutcome.Kind;
import dev.muster.assignmentservice.ownership.ApplicationOwnership;
import dev.muster.assignmentservice.security.Caller;
import java.time.Clock;

/** Changes the details of applications, in the caller's transaction. */
public final class DetailsEditor {

    private final ApplicationLocker applications;
    private final Visibility visibility;
    private final DetailsStore details;
    private final Clock clock;

    public DetailsEditor(ApplicationLocker applications, Visibility visibility, DetailsStore details, Clock clock) {
        this.applications = applications;
        this.visibility = visibility;
        this.details = details;
        this.clock = clock;
    }

    /**
     * Applies a valid change, see {@link DetailsRules}. Does not write if nothing changes. Callers that may not know the owner
     * may not change the notes, which they do not see.
     */
    public WriteOutcome change(
            Caller caller, String applicationId, DetailsChange change, ExpectedVersion expectedVersion) {
        ApplicationOwnership current = applications.lockPresent(applicationId);
        if (current == null || !visibility.isVisible(caller, applicationId)) {
            return WriteOutcome.of(Kind.APPLICATION_NOT_FOUND);
        }
        if (change.notes().isGiven() && !visibility.isOwnerVisible(caller, applicationId)) {
            return WriteOutcome.of(Kind.ACCESS_DENIED);
        }
        ApplicationDetails before = details.find(applicationId);
        if (!expectedVersion.accepts(new Version(current.revision(), before.revision()))) {
            return WriteOutcome.of(Kind.VERSION_MISMATCH);
        }
        ApplicationDetails after = change.appliedTo(before, caller.subject(), clock.instant());
        if (!after.hasSameContent(before)) {
            details.save(applicationId, after);
        }
        return WriteOutcome.of(Kind.DECIDED);
    }
}
