package dev.muster.assignmentservice.ownership;

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
 * Decides commands about ownership, those that are new and those that have waited. Everything happens in the caller's
 * transaction and takes effect with its commit; what fails is to be rolled back and may be tried again.
 */
public final class AssignmentCommandHandler {

    private final AssignmentAccess access;
    private final OwnershipStore ownerships;
    private final OutcomeStore outcomes;
    private final WaitingCommands waitingCommands;
    private final OutcomePublisher outcomePublisher;
    private final WaitingSettings settings;
    private final Clock clock;

    /** Decides with the given stores and publishers. */
    public AssignmentCommandHandler(
            AssignmentAccess access,
            OwnershipStore ownerships,
            OutcomeStore outcomes,
            WaitingCommands waitingCommands,
            OutcomePublisher outcomePublisher,
            WaitingSettings settings,
            Clock clock) {
        this.access = access;
        this.ownerships = ownerships;
        this.outcomes = outcomes;
        this.waitingCommands = waitingCommands;
        this.outcomePublisher = outcomePublisher;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Decides commands in their order. A command that was seen before, in this list or ever, gets its outcome again.
     *
     * @return the outcomes, one per command, in the order of the commands
     */
    public List<Outcome> decide(List<OwnershipCommand> commands) {
        List<UUID> ids = commands.stream().map(OwnershipCommand::commandId).toList();
        Map<UUID, Outcome> known = new HashMap<>(outcomes.find(new HashSet<>(ids)));
        List<OwnershipCommand> fresh = new ArrayList<>();
        List<UUID> repeated = new ArrayList<>();
        Set<UUID> seen = new HashSet<>(known.keySet());
        for (OwnershipCommand command : commands) {
            if (seen.add(command.commandId())) {
                fresh.add(command);
            } else {
                repeated.add(command.commandId());
            }
        }
        if (!fresh.isEmpty()) {
            Set<String> applicationIds = new HashSet<>();
            fresh.forEach(command -> applicationIds.add(command.applicationId()));
            known.putAll(
                    decideFor(ownerships.lock(new TreeSet<>(applicationIds)), applicationIds, fresh, Map.of(), null));
        }
        outcomePublisher.publishOutcomesAgain(toTellAgain(repeated, known));
        return ids.stream().map(id -> outcome(known, id)).toList();
    }

    /**
     * A command that waits may be decided by another transaction at this moment, which tells its outcome: told behind
     * that, an earlier one would be taken for the last.
     */
    private List<Outcome> toTellAgain(List<UUID> repeated, Map<UUID, Outcome> known) {
        Set<UUID> waiting = new HashSet<>(repeated);
        waiting.removeIf(id -> outcome(known, id).status() != OutcomeStatus.WAITING);
        Map<UUID, Outcome> latest = waiting.isEmpty() ? Map.of() : outcomes.lock(waiting);
        return repeated.stream()
                .filter(id -> !waiting.contains(id) || latest.containsKey(id))
                .map(id -> waiting.contains(id) ? outcome(latest, id) : outcome(known, id))
                .toList();
    }

    /**
     * Looks again at applications that may have appeared or come back: unassigns those that came back and decides the
     * commands that have waited.
     */
    public void lookAgain(Collection<String> applicationIds) {
        if (!applicationIds.isEmpty()) {
            decideFor(ownerships.lock(new TreeSet<>(applicationIds)), applicationIds, List.of(), Map.of(), null);
        }
    }

    /**
     * Looks again at applications that are waited for in vain: lets the commands expire that wait for one which is not
     * there, and decides the others.
     *
     * @param until the time up to which all events of inventory have been handled
     */
    public void expire(Collection<String> applicationIds, Instant until) {
        if (!applicationIds.isEmpty()) {
            decideFor(ownerships.lock(new TreeSet<>(applicationIds)), applicationIds, List.of(), Map.of(), until);
        }
    }

    /**
     * Follows what inventory tells, in its order: looks again at those of the applications that need it, and costs
     * little for the others.
     */
    public void follow(Collection<ApplicationChanged> news) {
        Set<String> applicationIds = new HashSet<>();
        Set<String> perhapsReturned = new HashSet<>();
        Map<String, Instant> forgotten = new HashMap<>();
        for (ApplicationChanged one : news) {
            applicationIds.add(one.applicationId());
            if (one.mayHaveReturned()) {
                perhapsReturned.add(one.applicationId());
            }
            Instant forgottenAt = one.forgottenAt();
            if (forgottenAt != null) {
                forgotten.put(one.applicationId(), forgottenAt);
            }
        }
        // In this order: a first ownership that is stored between the two is seen by the second.
        Set<String> withoutOwnership = ownerships.returnedWithoutOwnership(perhapsReturned);
        SortedSet<String> needing = new TreeSet<>(ownerships.needingAttention(applicationIds));
        needing.addAll(ownerships.decidedBefore(forgotten));
        needing.addAll(withoutOwnership);
        if (!needing.isEmpty()) {
            Map<String, TargetApplication> targets =
                    withoutOwnership.isEmpty() ? ownerships.lock(needing) : ownerships.lockReturned(needing);
            decideFor(targets, needing, List.of(), forgotten, null);
        }
    }

    /** The outcomes of the fresh commands and of those that had waited: a repeat gets the latest. */
    private Map<UUID, Outcome> decideFor(
            Map<String, TargetApplication> targets,
            Collection<String> applicationIds,
            List<OwnershipCommand> fresh,
            Map<String, Instant> forgotten,
            @Nullable Instant expireUntil) {
        Instant now = clock.instant();
        Set<String> ofEarlierLives = ownerships.decidedBefore(forgotten);
        List<WaitingCommand> waiting = waitingCommands.lock(applicationIds);
        Map<String, OrganizationFacts> organizations =
                ownerships.organizations(organizationsOf(targets.values(), waiting, fresh));
        OwnershipBatch batch = new OwnershipBatch(access, targets, ofEarlierLives, organizations, now);
        Map<UUID, Outcome> waited = decideWaiting(batch, waiting, expireUntil);
        Map<UUID, Outcome> decided = decideFresh(batch, fresh);
        ownerships.save(batch.touched(), batch.changes());
        waitingCommands.remove(waited.keySet());
        outcomes.replace(waited.values());
        outcomes.add(decided.values());
        waitingCommands.add(batch.toWait());
        Map<UUID, Outcome> all = new LinkedHashMap<>(waited);
        all.putAll(decided);
        outcomePublisher.publishDecided(batch.changes(), List.copyOf(all.values()));
        return all;
    }

    private static Map<UUID, Outcome> decideWaiting(
            OwnershipBatch batch, List<WaitingCommand> waiting, @Nullable Instant expireUntil) {
        Map<UUID, Outcome> waited = new LinkedHashMap<>();
        for (WaitingCommand command : waiting) {
            Outcome outcome = batch.decideAgain(command, expireUntil);
            if (outcome != null) {
                waited.put(outcome.commandId(), outcome);
            }
        }
        return waited;
    }

    private Map<UUID, Outcome> decideFresh(OwnershipBatch batch, List<OwnershipCommand> fresh) {
        Map<UUID, Outcome> decided = new LinkedHashMap<>();
        for (OwnershipCommand command : fresh) {
            decided.put(command.commandId(), batch.decideNew(command, settings));
        }
        return decided;
    }

    private static Set<String> organizationsOf(
            Collection<TargetApplication> targets, List<WaitingCommand> waiting, List<OwnershipCommand> fresh) {
        Set<String> ids = new TreeSet<>();
        for (TargetApplication target : targets) {
            ApplicationOwnership kept = target.kept();
            if (kept != null && kept.ownership().organizationId() != null) {
                ids.add(kept.ownership().organizationId());
            }
        }
        waiting.forEach(one -> addOrganization(ids, one.command().action()));
        fresh.forEach(one -> addOrganization(ids, one.action()));
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
