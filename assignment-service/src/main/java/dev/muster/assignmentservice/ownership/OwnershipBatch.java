package dev.muster.assignmentservice.ownership;

import dev.muster.assignmentservice.security.AssignmentAccess;
import dev.muster.assignmentservice.security.AssignmentAccess.Denial;
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

/** The applications of one transaction and what becomes of them, command by command, before anything is written. */
final class OwnershipBatch {

    private final AssignmentAccess access;
    private final Map<String, TargetApplication> targets;
    private final Set<String> ofEarlierLives;
    private final Map<String, OrganizationFacts> organizations;
    private final Instant now;
    private final Map<String, ApplicationOwnership> touched = new LinkedHashMap<>();
    private final List<OwnershipChange> changes = new ArrayList<>();
    private final List<WaitingCommand> toWait = new ArrayList<>();
    private final Map<String, Integer> waitingPerApplication = new HashMap<>();

    /**
     * A batch before its first command.
     *
     * @param ofEarlierLives those of the applications that inventory forgot after their ownership was decided
     */
    OwnershipBatch(
            AssignmentAccess access,
            Map<String, TargetApplication> targets,
            Set<String> ofEarlierLives,
            Map<String, OrganizationFacts> organizations,
            Instant now) {
        this.access = access;
        this.targets = new HashMap<>(targets);
        this.ofEarlierLives = ofEarlierLives;
        this.organizations = organizations;
        this.now = now;
        targets.values().forEach(this::takeOverIncarnation);
    }

    private Outcome decide(OwnershipCommand command) {
        TargetApplication target = target(command);
        Decision refusal = refuse(command, target);
        return conclude(
                command,
                target,
                refusal == null ? OwnershipPolicy.decide(command, target, organizations, now) : refusal);
    }

    /** By what is decided so far, which is not written yet: the owner may have changed in this very batch. */
    private @Nullable Decision refuse(OwnershipCommand command, TargetApplication target) {
        Caller caller = command.caller();
        if (caller == null) {
            return null;
        }
        if (!caller.may(Permission.MANAGE_APPLICATIONS)) {
            return Decision.rejected(
                    "permission_missing", "the caller has no permission " + Permission.MANAGE_APPLICATIONS.scope());
        }
        Denial denial = check(caller, command, target);
        return denial == null || denial == Denial.APPLICATION_NOT_FOUND
                ? null
                : Decision.rejected(
                        "access_denied", "the application or the organization is not within the caller's reach");
    }

    private @Nullable Denial check(Caller caller, OwnershipCommand command, TargetApplication target) {
        OwnershipAction action = command.action();
        String wanted = action.namesBlankOrganization() ? null : action.organizationId();
        ApplicationOwnership kept = target.kept();
        if (target.isPresent() && kept != null) {
            return access.check(
                    caller, command.applicationId(), kept.ownership().organizationId(), wanted);
        }
        return command.waits() ? access.checkTarget(caller, wanted) : null;
    }

    /**
     * The outcome of a command that has waited; null when it goes on waiting.
     *
     * @param expireUntil up to when it is known that the application did not appear; null when that is not known
     */
    @Nullable
    Outcome decideAgain(WaitingCommand waiting, @Nullable Instant expireUntil) {
        OwnershipCommand command = waiting.command();
        TargetApplication target = target(command);
        if (target.isPresent()) {
            return target.appearedAfter(waiting.expiresAt())
                    ? conclude(command, target, Decision.expired())
                    : decide(command);
        }
        if (expireUntil != null && waiting.isExpiredAt(expireUntil)) {
            return conclude(command, target, Decision.expired());
        }
        waitingPerApplication.merge(command.applicationId(), 1, Integer::sum);
        return null;
    }

    /** The outcome of a command that is new; it may have to wait, or to have waited in vain had it been read in time. */
    Outcome decideNew(OwnershipCommand command, WaitingSettings settings) {
        TargetApplication target = target(command);
        Instant expiresAt = Objects.requireNonNullElse(
                command.expiresAt(), command.receivedAt().plus(settings.expiresAfter()));
        if (command.waits() && target.appearedAfter(expiresAt) && refuse(command, target) == null) {
            return conclude(command, target, Decision.expired());
        }
        Outcome outcome = decide(command);
        if (outcome.status() != OutcomeStatus.WAITING) {
            return outcome;
        }
        int waiting = waitingPerApplication.getOrDefault(command.applicationId(), 0);
        if (waiting >= settings.maxPerApplication()) {
            return conclude(
                    command,
                    target(command),
                    Decision.rejected("too_many_waiting", waiting + " commands wait for the application already"));
        }
        waitingPerApplication.put(command.applicationId(), waiting + 1);
        toWait.add(new WaitingCommand(command, expiresAt));
        return outcome;
    }

    List<WaitingCommand> toWait() {
        return toWait;
    }

    Collection<ApplicationOwnership> touched() {
        return touched.values();
    }

    List<OwnershipChange> changes() {
        return changes;
    }

    private TargetApplication target(OwnershipCommand command) {
        return targets.getOrDefault(command.applicationId(), TargetApplication.unknown(command.applicationId()));
    }

    /**
     * An application that had been removed and came back belongs to nobody. One that inventory has forgotten counts
     * from 1 again when it comes back, so it is 0 until then; when it is back already, the counts may be the same.
     */
    private void takeOverIncarnation(TargetApplication target) {
        ApplicationOwnership kept = target.kept();
        if (kept == null) {
            return;
        }
        boolean known = target.presence() != TargetApplication.Presence.UNKNOWN;
        boolean forgotten = !known && kept.incarnation() > 0;
        boolean returned = known
                && (target.incarnation() != kept.incarnation() || ofEarlierLives.contains(target.applicationId()));
        if (!returned && !forgotten) {
            return;
        }
        ApplicationOwnership current = kept.inIncarnation(target.incarnation());
        if (forgotten || kept.ownership().isPristine()) {
            put(target, current);
            return;
        }
        record(
                target,
                current,
                current.changedTo(Ownership.NONE),
                OwnershipChange.Kind.RETURNED_UNASSIGNED,
                OwnershipCause.applicationReturned());
    }

    private Outcome conclude(OwnershipCommand command, TargetApplication target, Decision decision) {
        ApplicationOwnership before = target.presence() == TargetApplication.Presence.UNKNOWN ? null : target.kept();
        ApplicationOwnership after = before;
        if (decision.after() != null) {
            after = Objects.requireNonNull(before).changedTo(decision.after());
            record(target, before, after, Objects.requireNonNull(decision.change()), OwnershipCause.of(command));
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
            OwnershipCause cause) {
        changes.add(OwnershipChange.of(before, after, kind, cause, now));
        put(target, after);
    }

    private void put(TargetApplication target, ApplicationOwnership changed) {
        targets.put(target.applicationId(), target.with(changed));
        touched.put(target.applicationId(), changed);
    }
}
