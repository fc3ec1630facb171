package dev.muster.assignmentservice.ownership;

import dev.muster.assignmentservice.ownership.WaitingCommands.WaitingCommand;
import dev.muster.assignmentservice.rule.Candidates;
import dev.muster.assignmentservice.rule.Candidates.Candidate;
import dev.muster.assignmentservice.rule.RuleDecision;
import dev.muster.assignmentservice.rule.RuleEngine;
import dev.muster.assignmentservice.rule.RuleEngines;
import dev.muster.assignmentservice.security.AssignmentAccess;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Decides new and waiting commands about ownership in the caller's transaction. After an exception the caller has to roll
 * back and may retry.
 */
public final class AssignmentCommandHandler {

    private final AssignmentAccess access;
    private final OwnershipStore ownerships;
    private final OutcomeStore outcomes;
    private final WaitingCommands waitingCommands;
    private final OwnershipPublisher publisher;
    private final RuleEngines rules;
    private final Candidates candidates;
    private final WaitingSettings settings;
    private final Clock clock;

    public AssignmentCommandHandler(
            AssignmentAccess access,
            OwnershipStore ownerships,
            OutcomeStore outcomes,
            WaitingCommands waitingCommands,
            OwnershipPublisher publisher,
            RuleEngines rules,
            Candidates candidates,
            WaitingSettings settings,
            Clock clock) {
        this.access = access;
        this.ownerships = ownerships;
        this.outcomes = outcomes;
        this.waitingCommands = waitingCommands;
        this.publisher = publisher;
        this.rules = rules;
        this.candidates = candidates;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Decides commands in their order. A repeated command gets its stored outcome.
     *
     * @return the outcomes, one per command, in the order of the commands
     */
    public List<Outcome> decide(List<OwnershipCommand> commands) {
        List<UUID> ids = commands.stream().map(OwnershipCommand::commandId).toList();
        Map<UUID, Outcome> known = new HashMap<>(outcomes.find(new HashSet<>(ids)));
        List<OwnershipCommand> newCommands = new ArrayList<>();
        List<UUID> repeated = new ArrayList<>();
        Set<UUID> seen = new HashSet<>(known.keySet());
        for (OwnershipCommand command : commands) {
            if (seen.add(command.commandId())) {
                newCommands.add(command);
            } else {
                repeated.add(command.commandId());
            }
        }
        if (!newCommands.isEmpty()) {
            Set<String> applicationIds = new HashSet<>();
            Set<String> released = new HashSet<>();
            for (OwnershipCommand command : newCommands) {
                applicationIds.add(command.applicationId());
                if (command.action().kind() == OwnershipAction.Kind.RELEASE_TO_RULES) {
                    released.add(command.applicationId());
                }
            }
            Map<String, TargetApplication> targets = ownerships.lock(new TreeSet<>(applicationIds));
            known.putAll(decideLocked(targets, applicationIds, newCommands, Map.of(), null, evaluate(released)));
        }
        publisher.republishOutcomes(outcomesToRepublish(repeated, known));
        return ids.stream().map(id -> outcome(known, id)).toList();
    }

    /**
     * The outcomes to publish again. Leaves out waiting commands that another transaction is deciding: it publishes their
     * outcome, and an earlier one published after it would be taken for the last.
     */
    private List<Outcome> outcomesToRepublish(List<UUID> repeated, Map<UUID, Outcome> known) {
        Set<UUID> waiting = new HashSet<>(repeated);
        waiting.removeIf(id -> outcome(known, id).status() != Outcome.Status.WAITING);
        Map<UUID, Outcome> latest = waiting.isEmpty() ? Map.of() : outcomes.lock(waiting);
        return repeated.stream()
                .filter(id -> !waiting.contains(id) || latest.containsKey(id))
                .map(id -> waiting.contains(id) ? outcome(latest, id) : outcome(known, id))
                .toList();
    }

    /**
     * Reconciles applications that may have appeared or returned: unassigns those that returned and decides the commands
     * that wait for them.
     */
    public void reconcile(Collection<String> applicationIds) {
        if (!applicationIds.isEmpty()) {
            Map<String, TargetApplication> targets = ownerships.lock(new TreeSet<>(applicationIds));
            decideLocked(targets, applicationIds, List.of(), Map.of(), null, evaluate(applicationIds));
        }
    }

    /**
     * Lets the rules decide about applications, in steps of a run.
     *
     * @param runId stands in the changes
     * @return the changes that were made
     */
    public List<OwnershipChange> applyRules(SortedSet<String> applicationIds, @Nullable UUID runId) {
        if (applicationIds.isEmpty()) {
            return List.of();
        }
        Map<String, TargetApplication> targets = ownerships.lock(applicationIds);
        RuleEvaluation evaluation = RuleEvaluation.of(rules.current(), candidates, applicationIds, runId);
        return decideBatch(targets, applicationIds, List.of(), Map.of(), null, evaluation)
                .changes();
    }

    private RuleEvaluation evaluate(Collection<String> applicationIds) {
        return applicationIds.isEmpty()
                ? RuleEvaluation.NONE
                : RuleEvaluation.of(rules.current(), candidates, applicationIds, null);
    }

    /** The applications whose owner the rules would change. Reads only. */
    private Set<String> findChangedByRules(Set<String> applicationIds) {
        RuleEngine engine = rules.current();
        if (engine.isIdle() || applicationIds.isEmpty()) {
            return Set.of();
        }
        Set<String> changed = new HashSet<>();
        for (Candidate candidate : candidates.find(applicationIds, engine.readsData())) {
            RuleDecision.Kind kind =
                    engine.decide(candidate.subject(), candidate.present()).kind();
            if (kind == RuleDecision.Kind.ASSIGN || kind == RuleDecision.Kind.UNASSIGN) {
                changed.add(candidate.subject().applicationId());
            }
        }
        return changed;
    }

    /**
     * Reconciles applications with overdue commands: expires the commands whose application is not present, and decides
     * the others.
     *
     * @param until the time up to which all events of inventory have been handled
     */
    public void expire(Collection<String> applicationIds, Instant until) {
        if (!applicationIds.isEmpty()) {
            Map<String, TargetApplication> targets = ownerships.lock(new TreeSet<>(applicationIds));
            decideLocked(targets, applicationIds, List.of(), Map.of(), until, evaluate(applicationIds));
        }
    }

    /**
     * Handles events of inventory in their order: reconciles the applications that need it. Cheap for the others.
     */
    public void handleChanges(Collection<ApplicationChanged> changes) {
        Set<String> applicationIds = new HashSet<>();
        Set<String> possiblyReturned = new HashSet<>();
        Map<String, Instant> deletionTimes = new HashMap<>();
        for (ApplicationChanged change : changes) {
            applicationIds.add(change.applicationId());
            if (change.mayHaveReturned()) {
                possiblyReturned.add(change.applicationId());
            }
            Instant deletedAt = change.deletedAt();
            if (deletedAt != null) {
                deletionTimes.put(change.applicationId(), deletedAt);
            }
        }
        // In this order: the second query sees a first ownership that is stored between the two.
        Set<String> withoutOwnership = ownerships.findReturnedWithoutOwnership(possiblyReturned);
        SortedSet<String> toReconcile = new TreeSet<>(ownerships.findNeedingReconciliation(applicationIds));
        toReconcile.addAll(ownerships.findFromPreviousIncarnation(deletionTimes));
        toReconcile.addAll(withoutOwnership);
        toReconcile.addAll(findChangedByRules(applicationIds));
        if (!toReconcile.isEmpty()) {
            Map<String, TargetApplication> targets =
                    withoutOwnership.isEmpty() ? ownerships.lock(toReconcile) : ownerships.lockReturned(toReconcile);
            decideLocked(targets, toReconcile, List.of(), deletionTimes, null, evaluate(toReconcile));
        }
    }

    /** Returns the outcomes of the new commands and of the waiting commands that are decided now. */
    private Map<UUID, Outcome> decideLocked(
            Map<String, TargetApplication> targets,
            Collection<String> applicationIds,
            List<OwnershipCommand> newCommands,
            Map<String, Instant> deletionTimes,
            @Nullable Instant expireUntil,
            RuleEvaluation evaluation) {
        return decideBatch(targets, applicationIds, newCommands, deletionTimes, expireUntil, evaluation)
                .outcomes();
    }

    private record Decided(Map<UUID, Outcome> outcomes, List<OwnershipChange> changes) {}

    private Decided decideBatch(
            Map<String, TargetApplication> targets,
            Collection<String> applicationIds,
            List<OwnershipCommand> newCommands,
            Map<String, Instant> deletionTimes,
            @Nullable Instant expireUntil,
            RuleEvaluation evaluation) {
        Instant now = clock.instant();
        Set<String> fromPreviousIncarnation = ownerships.findFromPreviousIncarnation(deletionTimes);
        List<WaitingCommand> waiting = waitingCommands.lock(applicationIds);
        Set<String> organizationIds = organizationsOf(targets.values(), waiting, newCommands);
        organizationIds.addAll(evaluation.organizationIds());
        Map<String, OrganizationFacts> organizations = ownerships.lockOrganizations(organizationIds);
        OwnershipBatch batch = new OwnershipBatch(access, targets, fromPreviousIncarnation, organizations, now);
        Map<UUID, Outcome> decidedWaiting = decideWaiting(batch, waiting, expireUntil);
        Map<UUID, Outcome> decided = decideNew(batch, newCommands);
        batch.decideByRules(evaluation);
        ownerships.save(batch.changedOwnerships(), batch.changes());
        waitingCommands.remove(decidedWaiting.keySet());
        outcomes.replace(decidedWaiting.values());
        outcomes.add(decided.values());
        waitingCommands.add(batch.newWaiting());
        Map<UUID, Outcome> all = new LinkedHashMap<>(decidedWaiting);
        all.putAll(decided);
        publisher.publishOutcomes(batch.changes(), List.copyOf(all.values()));
        return new Decided(all, batch.changes());
    }

    private static Map<UUID, Outcome> decideWaiting(
            OwnershipBatch batch, List<WaitingCommand> waiting, @Nullable Instant expireUntil) {
        Map<UUID, Outcome> decidedWaiting = new LinkedHashMap<>();
        for (WaitingCommand command : waiting) {
            Outcome outcome = batch.decideWaiting(command, expireUntil);
            if (outcome != null) {
                decidedWaiting.put(outcome.commandId(), outcome);
            }
        }
        return decidedWaiting;
    }

    private Map<UUID, Outcome> decideNew(OwnershipBatch batch, List<OwnershipCommand> newCommands) {
        Map<UUID, Outcome> decided = new LinkedHashMap<>();
        for (OwnershipCommand command : newCommands) {
            decided.put(command.commandId(), batch.decideNew(command, settings));
        }
        return decided;
    }

    private static Set<String> organizationsOf(
            Collection<TargetApplication> targets, List<WaitingCommand> waiting, List<OwnershipCommand> newCommands) {
        Set<String> ids = new TreeSet<>();
        for (TargetApplication target : targets) {
            ApplicationOwnership current = target.ownership();
            if (current != null && current.ownership().organizationId() != null) {
                ids.add(current.ownership().organizationId());
            }
        }
        waiting.forEach(command -> addOrganization(ids, command.command().action()));
        newCommands.forEach(command -> addOrganization(ids, command.action()));
        return ids;
    }

    private static void addOrganization(Set<String> ids, OwnershipAction action) {
        String id = action.organizationId();
        if (id != null && !action.namesBlankOrganization()) {
            ids.add(id);
        }
    }

    private static Outcome outcome(Map<UUID, Outcome> known, UUID commandId) {
        return Objects.requireNonNull(known.get(commandId), "every command has an outcome");
    }
}
