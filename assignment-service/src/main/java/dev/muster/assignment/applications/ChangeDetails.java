package dev.muster.assignment.applications;

import dev.muster.assignment.access.Caller;
import dev.muster.assignment.applications.Application.Version;
import dev.muster.assignment.applications.WriteResult.Kind;
import dev.muster.assignment.ownership.ApplicationOwnership;
import java.time.Clock;

/** Changes what is said about an application. Everything happens in the caller's transaction. */
public final class ChangeDetails {

    private final LockApplication applications;
    private final Visibility visibility;
    private final DetailsStore details;
    private final Clock clock;

    /** Keeps the details there. */
    public ChangeDetails(LockApplication applications, Visibility visibility, DetailsStore details, Clock clock) {
        this.applications = applications;
        this.visibility = visibility;
        this.details = details;
        this.clock = clock;
    }

    /** Applies a change that keeps the {@link DetailsRules}. What is said already changes nothing. */
    public WriteResult change(Caller caller, String applicationId, DetailsChange change, Expectation expectation) {
        ApplicationOwnership kept = applications.lockPresent(applicationId);
        if (kept == null || !visibility.sees(caller, applicationId)) {
            return WriteResult.of(Kind.APPLICATION_NOT_FOUND);
        }
        ApplicationDetails before = details.find(applicationId);
        if (!expectation.accepts(new Version(kept.revision(), before.revision()))) {
            return WriteResult.of(Kind.STALE);
        }
        ApplicationDetails after = change.appliedTo(before, caller.subject(), clock.instant());
        if (!after.saysTheSameAs(before)) {
            details.save(applicationId, after);
        }
        return WriteResult.of(Kind.DECIDED);
    }
}
