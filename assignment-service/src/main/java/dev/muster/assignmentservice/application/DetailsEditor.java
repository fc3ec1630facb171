package dev.muster.assignmentservice.application;

import dev.muster.assignmentservice.application.Application.Version;
import dev.muster.assignmentservice.application.WriteOutcome.Kind;
import dev.muster.assignmentservice.ownership.ApplicationOwnership;
import dev.muster.assignmentservice.security.Caller;
import java.time.Clock;

/** Changes what is said about an application. Everything happens in the caller's transaction. */
public final class DetailsEditor {

    private final ApplicationLocker applications;
    private final Visibility visibility;
    private final DetailsStore details;
    private final Clock clock;

    /** Keeps the details there. */
    public DetailsEditor(ApplicationLocker applications, Visibility visibility, DetailsStore details, Clock clock) {
        this.applications = applications;
        this.visibility = visibility;
        this.details = details;
        this.clock = clock;
    }

    /** Applies a change that keeps the {@link DetailsRules}. What is said already changes nothing. */
    public WriteOutcome change(Caller caller, String applicationId, DetailsChange change, ExpectedVersion expectation) {
        ApplicationOwnership kept = applications.lockPresent(applicationId);
        if (kept == null || !visibility.sees(caller, applicationId)) {
            return WriteOutcome.of(Kind.APPLICATION_NOT_FOUND);
        }
        ApplicationDetails before = details.find(applicationId);
        if (!expectation.accepts(new Version(kept.revision(), before.revision()))) {
            return WriteOutcome.of(Kind.STALE);
        }
        ApplicationDetails after = change.appliedTo(before, caller.subject(), clock.instant());
        if (!after.saysTheSameAs(before)) {
            details.save(applicationId, after);
        }
        return WriteOutcome.of(Kind.DECIDED);
    }
}
