package dev.muster.assignmentservice.ownership;

import dev.muster.assignmentservice.ownership.WaitingCommands.WaitingCommand;
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
