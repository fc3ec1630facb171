package dev.muster.assignmentservice.ownership;

import dev.muster.assignmentservice.ownership.WaitingCommands.WaitingCommand;
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
    private final WaitingSettings settings;
    private final Clock clock;

    public AssignmentCommandHandler(
            AssignmentAccess access,
            OwnershipStore ownerships,
            OutcomeStore outcomes,
            WaitingCommands waitingCommands,
            OwnershipPublisher publisher,
            WaitingSettings settings,
            Clock clock) {
        this.access = access;
        this.ownerships = ownerships;
        this.outcomes = outcomes;
        this.waitingCommands = waitingCommands;
        this.publisher = publisher;
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
            newCommands.forEach(command -> applicationIds.add(command.applicationId()));
            known.putAll(decideLocked(
                    ownerships.lock(new TreeSet<>(applicationIds)), applicationIds, newCommands, Map.of(), null));
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
            decideLocked(ownerships.lock(new TreeSet<>(applicationIds)), applicationIds, List.of(), Map.of(), null);
        }
    }

    /**
     * Reconciles applications with overdue commands: expires the commands whose application is not present, and decides
     * the others.
     *
     * @param until the time up to which all events of inventory have been handled
     */
    public void expire(Collection<String> applicationIds, Instant until) {
        if (!applicationIds.isEmpty()) {
            decideLocked(ownerships.lock(new TreeSet<>(applicationIds)), applicationIds, List.of(), Map.of(), until);
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
        if (!toReconcile.isEmpty()) {
            Map<String, TargetApplication> targets =
                    withoutOwnership.isEmpty() ? ownerships.lock(toReconcile) : ownerships.lockReturned(toReconcile);
            decideLocked(targets, toReconcile, List.of(), deletionTimes, null);
        }
    }

    /** Returns the outcomes of the new commands and of the waiting commands that are decided now. */
    private Map<UUID, Outcome> decideLocked(
            Map<String, TargetApplication> targets,
            Collection<String> applicationIds,
            List<OwnershipCommand> newCommands,
            Map<String, Instant> deletionTimes,
            @Nullable Instant expireUntil) {
        Instant now = clock.instant();
        Set<String> fromPreviousIncarnation = ownerships.findFromPreviousIncarnation(deletionTimes);
        List<WaitingCommand> waiting = waitingCommands.lock(applicationIds);
        Map<String, OrganizationFacts> organizations =
                ownerships.lockOrganizations(organizationsOf(targets.values(), waiting, newCommands));
        OwnershipBatch batch = new OwnershipBatch(access, targets, fromPreviousIncarnation, organizations, now);
        Map<UUID, Outcome> decidedWaiting = decideWaiting(batch, waiting, expireUntil);
        Map<UUID, Outcome> decided = decideNew(batch, newCommands);
        ownerships.save(batch.changedOwnerships(), batch.changes());
        waitingCommands.remove(decidedWaiting.keySet());
        outcomes.replace(decidedWaiting.values());
        outcomes.add(decided.values());
        waitingCommands.add(batch.newWaiting());
        Map<UUID, Outcome> all = new LinkedHashMap<>(decidedWaiting);
        all.putAll(decided);
        publisher.publishOutcomes(batch.changes(), List.copyOf(all.values()));
        return all;
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
