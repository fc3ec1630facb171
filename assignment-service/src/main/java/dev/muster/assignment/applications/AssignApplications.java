package dev.muster.assignment.applications;

import dev.muster.assignment.access.AssignmentAccess;
import dev.muster.assignment.access.AssignmentAccess.Denial;
import dev.muster.assignment.applications.Application.Version;
import dev.muster.assignment.applications.WriteResult.Kind;
import dev.muster.assignment.directory.KeptOrganization;
import dev.muster.assignment.directory.OrganizationLookup;
import dev.muster.assignment.ownership.ApplicationOwnership;
import dev.muster.assignment.ownership.DecideCommands;
import dev.muster.assignment.ownership.Outcome;
import dev.muster.assignment.ownership.OutcomeStatus;
import dev.muster.assignment.ownership.OutcomeStore;
import dev.muster.assignment.ownership.OwnershipAction;
import dev.muster.assignment.ownership.OwnershipCommand;
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
public final class AssignApplications {

    private final LockApplication applications;
    private final DetailsStore details;
    private final AssignmentAccess access;
    private final OrganizationLookup organizations;
    private final OutcomeStore outcomes;
    private final DecideCommands commands;
    private final Clock clock;

    /** Decides with the given handler, by what is kept there. */
    public AssignApplications(
            LockApplication applications,
            DetailsStore details,
            AssignmentAccess access,
            OrganizationLookup organizations,
            OutcomeStore outcomes,
            DecideCommands commands,
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
    public WriteResult decide(AssignRequest request) {
        ApplicationOwnership kept = applications.lockPresent(request.applicationId());
        if (kept == null) {
            return WriteResult.of(Kind.APPLICATION_NOT_FOUND);
        }
        Denial denial = access.check(request.caller(), request.applicationId(), null);
        if (denial != null && (request.organizationKey() != null || !applications.isLeftBy(kept, request))) {
            return WriteResult.of(
                    denial == Denial.APPLICATION_NOT_FOUND ? Kind.APPLICATION_NOT_FOUND : Kind.OUT_OF_REACH);
        }
        String key = request.organizationKey();
        KeptOrganization organization = key == null ? null : organizations.findByKey(key);
        String target =
                organization == null ? null : organization.organization().organizationId();
        if (key != null && (target == null || access.checkTarget(request.caller(), target) != null)) {
            return WriteResult.of(Kind.OUT_OF_REACH);
        }
        return decide(request, kept, target);
    }

    private WriteResult decide(AssignRequest request, ApplicationOwnership kept, @Nullable String target) {
        Outcome first = outcomes.find(Set.of(request.commandId())).get(request.commandId());
        if (first != null && !isOf(first, request.applicationId(), target)) {
            return WriteResult.of(Kind.KEY_REUSED);
        }
        Version present = new Version(
                kept.revision(), details.find(request.applicationId()).revision());
        if (first == null && !request.expectation().acceptsDetails(present.details())) {
            return WriteResult.of(Kind.STALE);
        }
        Long expected = first == null ? request.expectation().ownershipRevision(present) : null;
        List<Outcome> decided = commands.decide(List.of(command(request, target, expected)));
        return new WriteResult(Kind.DECIDED, decided.get(0));
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
