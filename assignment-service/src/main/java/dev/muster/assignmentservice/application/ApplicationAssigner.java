package dev.muster.assignmentservice.application;

import dev.muster.assignmentservice.application.Application.Version;
import dev.muster.assignmentservice.application.WriteOutcome.Kind;
import dev.muster.assignmentservice.organization.OrganizationStore;
import dev.muster.assignmentservice.organization.StoredOrganization;
import dev.muster.assignmentservice.ownership.ApplicationOwnership;
import dev.muster.assignmentservice.ownership.AssignmentCommandHandler;
import dev.muster.assignmentservice.ownership.Outcome;
import dev.muster.assignmentservice.ownership.OutcomeStore;
import dev.muster.assignmentservice.ownership.Ownership;
import dev.muster.assignmentservice.ownership.OwnershipAction;
import dev.muster.assignmentservice.ownership.OwnershipCommand;
import dev.muster.assignmentservice.security.AssignmentAccess;
import dev.muster.assignmentservice.security.AssignmentAccess.AccessDecision;
import dev.muster.assignmentservice.security.Caller;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Assigns applications on behalf of callers, in the caller's transaction. Locks the application before the access check, so
 * that its owner cannot change between the check and the write.
 */
public final class ApplicationAssigner {

    private final ApplicationLocker applications;
    private final DetailsStore details;
    private final AssignmentAccess access;
    private final OrganizationStore organizations;
    private final OutcomeStore outcomes;
    private final AssignmentCommandHandler commands;
    private final Clock clock;

    public ApplicationAssigner(
            ApplicationLocker applications,
            DetailsStore details,
            AssignmentAccess access,
            OrganizationStore organizations,
            OutcomeStore outcomes,
            AssignmentCommandHandler commands,
            Clock clock) {
        this.applications = applications;
        this.details = details;
        this.access = access;
        this.organizations = organizations;
        this.outcomes = outcomes;
        this.commands = commands;
        this.clock = clock;
    }

    /**
     * Checks, in this order: presence, access, the idempotency key, the expected version. A caller that lost access by
     * unassigning or releasing the application still gets the outcome of a repeated request, until the ownership changes again.
     */
    public WriteOutcome assign(AssignRequest request) {
        ApplicationOwnership current = applications.lockPresent(request.applicationId());
        if (current == null) {
            return WriteOutcome.of(Kind.APPLICATION_NOT_FOUND);
        }
        AccessDecision decision = access.check(request.caller(), request.applicationId(), null);
        if (decision != AccessDecision.ALLOWED
                && (request.action() == Action.ASSIGN || !applications.isLastChangedBy(current, request))) {
            return WriteOutcome.of(
                    decision == AccessDecision.APPLICATION_NOT_FOUND ? Kind.APPLICATION_NOT_FOUND : Kind.ACCESS_DENIED);
        }
        String key = request.organizationKey();
        StoredOrganization organization = key == null ? null : organizations.findByKey(key);
        String target =
                organization == null ? null : organization.organization().organizationId();
        if (key != null && (target == null || access.checkTarget(request.caller(), target) != AccessDecision.ALLOWED)) {
            return WriteOutcome.of(Kind.ACCESS_DENIED);
        }
        return decide(request, current, target);
    }

    private WriteOutcome decide(AssignRequest request, ApplicationOwnership current, @Nullable String target) {
        Outcome previous = outcomes.find(Set.of(request.commandId())).get(request.commandId());
        if (previous != null && !belongsTo(previous, request, target)) {
            return WriteOutcome.of(Kind.KEY_REUSED);
        }
        Version currentVersion = new Version(
                current.revision(), details.find(request.applicationId()).revision());
        if (previous == null && !request.expectedVersion().acceptsDetails(currentVersion.details())) {
            return WriteOutcome.of(Kind.VERSION_MISMATCH);
        }
        Long expected = previous == null ? request.expectedVersion().ownershipRevision(currentVersion) : null;
        Outcome outcome =
                commands.decide(List.of(command(request, target, expected))).get(0);
        return new WriteOutcome(Kind.DECIDED, outcome);
    }

    /** Whether the outcome belongs to the same request. If it was not applied, only the application can be compared. */
    private static boolean belongsTo(Outcome outcome, AssignRequest request, @Nullable String target) {
        boolean applied = outcome.status() == Outcome.Status.APPLIED || outcome.status() == Outcome.Status.UNCHANGED;
        Ownership before = outcome.before();
        Ownership after = outcome.after();
        if (!outcome.applicationId().equals(request.applicationId())) {
            return false;
        }
        if (!applied || before == null || after == null) {
            return true;
        }
        // Outcomes that are older than pins have no pin, but only a release keeps the owner without one.
        boolean released = !after.origin().pinned() && Objects.equals(before.organizationId(), after.organizationId());
        return request.action() == Action.RELEASE
                ? released
                : !released && Objects.equals(after.organizationId(), target);
    }

    private OwnershipCommand command(AssignRequest request, @Nullable String target, @Nullable Long expected) {
        Instant now = clock.instant();
        return new OwnershipCommand(
                request.commandId(),
                now,
                now,
                request.caller().subject(),
                request.applicationId(),
                expected,
                false,
                null,
                new OwnershipAction(request.action().kind, target),
                null);
    }

    /** What a request asks for. */
    public enum Action {
        /** Pins the application to an organization. */
        ASSIGN(OwnershipAction.Kind.ASSIGN_ORGANIZATION),
        /** Pins the application to no organization. */
        UNASSIGN(OwnershipAction.Kind.UNASSIGN_ORGANIZATION),
        /** Ends the pin, and lets the rules decide at once. */
        RELEASE(OwnershipAction.Kind.RELEASE_TO_RULES);

        private final OwnershipAction.Kind kind;

        Action(OwnershipAction.Kind kind) {
            this.kind = kind;
        }
    }

    /**
     * A request to change who owns an application.
     *
     * @param commandId the idempotency key
     * @param organizationKey any key of the organization to assign; null for the other actions
     */
    public record AssignRequest(
            Caller caller,
            UUID commandId,
            String applicationId,
            Action action,
            @Nullable String organizationKey,
            ExpectedVersion expectedVersion) {}
}
