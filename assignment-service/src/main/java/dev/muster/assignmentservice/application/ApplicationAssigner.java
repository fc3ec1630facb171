package dev.muster.assignmentservice.application;

import dev.muster.assignmentservice.application.Application.Version;
import dev.muster.assignmentservice.application.WriteOutcome.Kind;
import dev.muster.assignmentservice.organization.OrganizationLookup;
import dev.muster.assignmentservice.organization.StoredOrganization;
import dev.muster.assignmentservice.ownership.ApplicationOwnership;
import dev.muster.assignmentservice.ownership.AssignmentCommandHandler;
import dev.muster.assignmentservice.ownership.Outcome;
import dev.muster.assignmentservice.ownership.OutcomeStatus;
import dev.muster.assignmentservice.ownership.OutcomeStore;
import dev.muster.assignmentservice.ownership.OwnershipAction;
import dev.muster.assignmentservice.ownership.OwnershipCommand;
import dev.muster.assignmentservice.security.AssignmentAccess;
import dev.muster.assignmentservice.security.AssignmentAccess.Denial;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Assigns applications for callers, by the handler of commands. Everything happens in the caller's transaction. The
 * application is locked before its reach is asked for: it cannot change hands between the check and the write.
 */
public final class ApplicationAssigner {

    private final ApplicationLocker applications;
    private final DetailsStore details;
    private final AssignmentAccess access;
    private final OrganizationLookup organizations;
    private final OutcomeStore outcomes;
    private final AssignmentCommandHandler commands;
    private final Clock clock;

    /** Decides with the given handler, by what is kept there. */
    public ApplicationAssigner(
            ApplicationLocker applications,
            DetailsStore details,
            AssignmentAccess access,
            OrganizationLookup organizations,
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
     * Decides, in this order: is it there, may the caller, was the key used, is it in the state that is believed. A
     * caller that unassigned it and reaches it no more is answered again as long as nothing else has happened to it.
     */
    public WriteOutcome decide(AssignRequest request) {
        ApplicationOwnership kept = applications.lockPresent(request.applicationId());
        if (kept == null) {
            return WriteOutcome.of(Kind.APPLICATION_NOT_FOUND);
        }
        Denial denial = access.check(request.caller(), request.applicationId(), null);
        if (denial != null && (request.organizationKey() != null || !applications.isLeftBy(kept, request))) {
            return WriteOutcome.of(
                    denial == Denial.APPLICATION_NOT_FOUND ? Kind.APPLICATION_NOT_FOUND : Kind.OUT_OF_REACH);
        }
        String key = request.organizationKey();
        StoredOrganization organization = key == null ? null : organizations.findByKey(key);
        String target =
                organization == null ? null : organization.organization().organizationId();
        if (key != null && (target == null || access.checkTarget(request.caller(), target) != null)) {
            return WriteOutcome.of(Kind.OUT_OF_REACH);
        }
        return decide(request, kept, target);
    }

    private WriteOutcome decide(AssignRequest request, ApplicationOwnership kept, @Nullable String target) {
        Outcome first = outcomes.find(Set.of(request.commandId())).get(request.commandId());
        if (first != null && !isOf(first, request.applicationId(), target)) {
            return WriteOutcome.of(Kind.KEY_REUSED);
        }
        Version present = new Version(
                kept.revision(), details.find(request.applicationId()).revision());
        if (first == null && !request.expectation().acceptsDetails(present.details())) {
            return WriteOutcome.of(Kind.STALE);
        }
        Long expected = first == null ? request.expectation().ownershipRevision(present) : null;
        List<Outcome> decided = commands.decide(List.of(command(request, target, expected)));
        return new WriteOutcome(Kind.DECIDED, decided.get(0));
    }

    /** Whether the outcome is of the same wish. Of a command that was not applied, only the application is known. */
    private static boolean isOf(Outcome outcome, String applicationId, @Nullable String target) {
        boolean applied = outcome.status() == OutcomeStatus.APPLIED || outcome.status() == OutcomeStatus.UNCHANGED;
        return outcome.applicationId().equals(applicationId)
                && (!applied
                        || outcome.after() == null
                        || Objects.equals(outcome.after().organizationId(), target));
    }

    private OwnershipCommand command(AssignRequest request, @Nullable String target, @Nullable Long expected) {
        OwnershipAction action = target == null
                ? new OwnershipAction(OwnershipAction.Kind.UNASSIGN_ORGANIZATION, null)
                : new OwnershipAction(OwnershipAction.Kind.ASSIGN_ORGANIZATION, target);
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
                action,
                null);
    }
}
