package dev.muster.assignmentservice.ownership;

import dev.muster.assignmentservice.ownership.BulkOwnershipHandler.BulkResult;
import dev.muster.assignmentservice.ownership.BulkOwnershipHandler.Restoration;
import dev.muster.assignmentservice.ownership.WaitingCommands.WaitingCommand;
import dev.muster.assignmentservice.rule.RuleDecision;
import dev.muster.assignmentservice.rule.RuleDecision.Found;
import dev.muster.assignmentservice.security.AssignmentAccess;
import dev.muster.assignmentservice.security.AssignmentAccess.AccessDecision;
import dev.muster.assignmentservice.security.Caller;
import dev.muster.assignmentservice.security.Permission;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Decides the commands of one transaction in memory, before anything is written. Not thread-safe. */
final class OwnershipBatch {

    private final AssignmentAccess access;
    private final Map<String, TargetApplication> targets;
    private final Set<String> fromPreviousIncarnation;
    private final Map<String, OrganizationFacts> organizations;
    private final Instant now;
    private final Map<String, ApplicationOwnership> changedOwnerships = new LinkedHashMap<>();
    private final List<OwnershipChange> changes = new ArrayList<>();
    private final List<WaitingCommand> newWaiting = new ArrayList<>();
    private final Map<String, Integer> waitingPerApplication = new HashMap<>();

    /**
     * @param fromPreviousIncarnation the applications that inventory deleted after their ownership was decided
     */
    OwnershipBatch(
            AssignmentAccess access,
            Map<String, TargetApplication> targets,
            Set<String> fromPreviousIncarnation,
            Map<String, OrganizationFacts> organizations,
            Instant now) {
        this.access = access;
        this.targets = new HashMap<>(targets);
        this.fromPreviousIncarnation = fromPreviousIncarnation;
        this.organizations = organizations;
        this.now = now;
        targets.values().forEach(this::adoptIncarnation);
    }

    private Outcome decide(OwnershipCommand command) {
        TargetApplication target = target(command);
        Decision rejection = checkAccess(command, target);
        return apply(
                command,
                target,
                rejection == null ? OwnershipPolicy.decide(command, target, organizations, now) : rejection);
    }

    /** Checks the access of the caller against the state after the previous commands of this batch. */
    private @Nullable Decision checkAccess(OwnershipCommand command, TargetApplication target) {
        Caller caller = command.caller();
        if (caller == null) {
            return null;
        }
        if (!caller.hasPermission(Permission.MANAGE_APPLICATIONS)) {
            return Decision.rejected(
                    "permission_missing", "the caller has no permission " + Permission.MANAGE_APPLICATIONS.scope());
        }
        AccessDecision decision = check(caller, command, target);
        return decision == AccessDecision.ALLOWED || decision == AccessDecision.APPLICATION_NOT_FOUND
                ? null
                : Decision.rejected(
                        "access_denied", "the application or the organization is not within the caller's reach");
    }

    private AccessDecision check(Caller caller, OwnershipCommand command, TargetApplication target) {
        OwnershipAction action = command.action();
        String organizationId = action.namesBlankOrganization() ? null : action.organizationId();
        ApplicationOwnership current = target.ownership();
        if (target.isPresent() && current != null) {
            return access.check(
                    caller, command.applicationId(), current.ownership().organizationId(), organizationId);
        }
        return command.waits() ? access.checkTarget(caller, organizationId) : AccessDecision.ALLOWED;
    }

    /**
     * The outcome of a waiting command; null when it continues to wait.
     *
     * @param expireUntil the time until which the application is known not to have appeared; null when not known
     */
    @Nullable
    Outcome decideWaiting(WaitingCommand waiting, @Nullable Instant expireUntil) {
        OwnershipCommand command = waiting.command();
        TargetApplication target = target(command);
        if (target.isPresent()) {
            return target.appearedAfter(waiting.expiresAt())
                    ? apply(command, target, Decision.expired())
                    : decide(command);
        }
        if (expireUntil != null && waiting.isExpiredAt(expireUntil)) {
            return apply(command, target, Decision.expired());
        }
        waitingPerApplication.merge(command.applicationId(), 1, Integer::sum);
        return null;
    }

    /** The outcome of a new command. It expires also if it would have expired had it been read in time. */
    Outcome decideNew(OwnershipCommand command, WaitingSettings settings) {
        TargetApplication target = target(command);
        Instant expiresAt = Objects.requireNonNullElse(
                command.expiresAt(), command.receivedAt().plus(settings.expiresAfter()));
        if (command.waits() && target.appearedAfter(expiresAt) && checkAccess(command, target) == null) {
            return apply(command, target, Decision.expired());
        }
        Outcome outcome = decide(command);
        if (outcome.status() != Outcome.Status.WAITING) {
            return outcome;
        }
        int waiting = waitingPerApplication.getOrDefault(command.applicationId(), 0);
        if (waiting >= settings.maxPerApplication()) {
            return apply(
                    command,
                    target(command),
                    Decision.rejected("too_many_waiting", waiting + " commands wait for the application already"));
        }
        waitingPerApplication.put(command.applicationId(), waiting + 1);
        newWaiting.add(new WaitingCommand(command, expiresAt));
        return outcome;
    }

    /** Lets the rules decide about present applications, after commands. Pinned ones stay as they are. */
    void decideByRules(RuleEvaluation rules) {
        for (String applicationId : rules.applicationIds()) {
            TargetApplication target = targets.get(applicationId);
            ApplicationOwnership before = target == null ? null : target.ownership();
            if (target != null && target.isPresent() && before != null) {
                decideByRules(rules, target, before);
            }
        }
    }

    private void decideByRules(RuleEvaluation rules, TargetApplication target, ApplicationOwnership before) {
        RuleDecision decision = rules.decide(target.applicationId(), before.ownership());
        Found found = decision.found();
        if (decision.kind() == RuleDecision.Kind.ASSIGN && found != null) {
            OwnershipChange.Cause cause = rules.causeOf(found);
            Ownership after = before.ownership()
                    .withOwner(found.organizationId(), cause.actor(), now, Ownership.Origin.of(found));
            recordRuleChange(target, before, after, OwnershipChange.Kind.ASSIGNED, cause);
        } else if (decision.kind() == RuleDecision.Kind.UNASSIGN) {
            Ownership after = before.ownership().withOwner(null, null, null, Ownership.Origin.NONE);
            OwnershipChange.Cause cause = rules.causeOfUnmatched(before.ownership());
            recordRuleChange(target, before, after, OwnershipChange.Kind.UNASSIGNED, cause);
        }
    }

    private void recordRuleChange(
            TargetApplication target,
            ApplicationOwnership before,
            Ownership after,
            OwnershipChange.Kind kind,
            OwnershipChange.Cause cause) {
        String effective = OwnershipPolicy.effectiveRebranding(after, organizations);
        record(target, before, before.changedTo(after.withRebrandingOrgId(effective)), kind, cause);
    }

    /** Decides one change of a run. */
    BulkResult decideInRun(OwnershipCommand command, UUID runId) {
        TargetApplication target = target(command);
        Decision decision = OwnershipPolicy.decide(command, target, organizations, now);
        return recordInRun(
                target,
                decision,
                new OwnershipChange.Cause(
                        OwnershipChange.Cause.Kind.COMMAND, command.commandId(), command.issuedBy(), null, runId));
    }

    /** Restores an ownership that has the expected revision, and whose organizations can still have it. */
    BulkResult restore(Restoration restoration, UUID runId, String actor) {
        TargetApplication target = targets.getOrDefault(
                restoration.applicationId(), TargetApplication.unknown(restoration.applicationId()));
        Decision decision = OwnershipPolicy.restore(target, restoration, organizations);
        return recordInRun(
                target,
                decision,
                new OwnershipChange.Cause(OwnershipChange.Cause.Kind.COMMAND, runId, actor, null, runId));
    }

    /** Ends what an ownership has of an organization that is deleted. */
    BulkResult removeOrganization(String applicationId, String organizationId, UUID runId, String actor) {
        TargetApplication target = targets.getOrDefault(applicationId, TargetApplication.unknown(applicationId));
        ApplicationOwnership current = target.ownership();
        Decision decision = current == null
                ? Decision.unchanged()
                : OwnershipPolicy.withoutOrganization(current.ownership(), organizationId, organizations);
        return recordInRun(
                target,
                decision,
                new OwnershipChange.Cause(OwnershipChange.Cause.Kind.COMMAND, runId, actor, null, runId));
    }

    private BulkResult recordInRun(TargetApplication target, Decision decision, OwnershipChange.Cause cause) {
        ApplicationOwnership before = target.ownership();
        long revision = before == null ? 0 : before.revision();
        Ownership changed = decision.after();
        if (before != null && changed != null) {
            ApplicationOwnership after = before.changedTo(changed);
            revision = after.revision();
            record(target, before, after, Objects.requireNonNull(decision.change()), cause);
        }
        return new BulkResult(
                target.applicationId(),
                decision.reason(),
                revision,
                before == null ? null : before.ownership(),
                changed);
    }

    List<WaitingCommand> newWaiting() {
        return newWaiting;
    }

    Collection<ApplicationOwnership> changedOwnerships() {
        return changedOwnerships.values();
    }

    List<OwnershipChange> changes() {
        return changes;
    }

    private TargetApplication target(OwnershipCommand command) {
        return targets.getOrDefault(command.applicationId(), TargetApplication.unknown(command.applicationId()));
    }

    /**
     * Unassigns an application that returned after a removal. After inventory deleted an application its incarnation
     * counts from 1 again, so it is set to 0 until the application returns; incarnations may be equal after the return.
     */
    private void adoptIncarnation(TargetApplication target) {
        ApplicationOwnership current = target.ownership();
        if (current == null) {
            return;
        }
        boolean known = target.presence() != TargetApplication.Presence.UNKNOWN;
        boolean deleted = !known && current.incarnation() > 0;
        boolean returned = known
                && (target.incarnation() != current.incarnation()
                        || fromPreviousIncarnation.contains(target.applicationId()));
        if (!returned && !deleted) {
            return;
        }
        ApplicationOwnership adopted = current.withIncarnation(target.incarnation());
        if (deleted || current.ownership().isPristine()) {
            put(target, adopted);
            return;
        }
        record(
                target,
                adopted,
                adopted.changedTo(Ownership.NONE),
                OwnershipChange.Kind.RETURNED_UNASSIGNED,
                OwnershipChange.Cause.applicationReturned());
    }

    private Outcome apply(OwnershipCommand command, TargetApplication target, Decision decision) {
        ApplicationOwnership before =
                target.presence() == TargetApplication.Presence.UNKNOWN ? null : target.ownership();
        ApplicationOwnership after = before;
        if (decision.after() != null) {
            after = Objects.requireNonNull(before).changedTo(decision.after());
            record(target, before, after, Objects.requireNonNull(decision.change()), OwnershipChange.Cause.of(command));
        }
        return new Outcome(
                command.commandId(),
                command.applicationId(),
                decision.status(),
                decision.reason(),
                decision.message(),
                after == null ? 0 : after.revision(),
                before == null ? null : before.ownership(),
                after == null ? null : after.ownership(),
                now,
                command.position());
    }

    private void record(
            TargetApplication target,
            ApplicationOwnership before,
            ApplicationOwnership after,
            OwnershipChange.Kind kind,
            OwnershipChange.Cause cause) {
        changes.add(OwnershipChange.of(before, after, kind, cause, now));
        put(target, after);
    }

    private void put(TargetApplication target, ApplicationOwnership changed) {
        targets.put(target.applicationId(), target.with(changed));
        changedOwnerships.put(target.applicationId(), changed);
    }
}
