package dev.muster.assignmentservice.ownership;

import dev.muster.assignmentservice.security.AssignmentAccess;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Changes many ownerships in the caller's transaction, by the same policy as commands. The access of the author was checked
 * when the change was planned. Publishes events, and no outcomes.
 */
public final class BulkOwnershipHandler {

    private final AssignmentAccess access;
    private final OwnershipStore ownerships;
    private final OwnershipPublisher publisher;
    private final Clock clock;

    public BulkOwnershipHandler(
            AssignmentAccess access, OwnershipStore ownerships, OwnershipPublisher publisher, Clock clock) {
        this.access = access;
        this.ownerships = ownerships;
        this.publisher = publisher;
        this.clock = clock;
    }

    /**
     * The result for one application.
     *
     * @param reason a stable code when it was rejected
     * @param revision of the ownership after it
     * @param before null when the application is not known
     * @param after null unless it was changed
     */
    public record BulkResult(
            String applicationId,
            @Nullable String reason,
            long revision,
            @Nullable Ownership before,
            @Nullable Ownership after) {}

    /** An ownership to restore, unless it has another revision than {@code revision} by now. */
    public record Restoration(String applicationId, long revision, Ownership ownership) {}

    /**
     * Applies the action to each application whose ownership still has the revision that the author has seen.
     *
     * @param revisions by application
     * @param runId the command that it belongs to
     */
    public List<BulkResult> apply(SortedMap<String, Long> revisions, OwnershipAction action, UUID runId, String actor) {
        String named = action.organizationId();
        SortedSet<String> applicationIds = new TreeSet<>(revisions.keySet());
        return decide(applicationIds, named == null ? Set.of() : Set.of(named), (batch, applicationId) -> {
            Instant now = clock.instant();
            Long seen = revisions.get(applicationId);
            return batch.decideInRun(
                    new OwnershipCommand(runId, now, now, actor, applicationId, seen, false, null, action, null),
                    runId);
        });
    }

    /** Restores each ownership that nobody has changed since. */
    public List<BulkResult> restore(List<Restoration> restorations, UUID runId, String actor) {
        Map<String, Restoration> byId = new HashMap<>();
        Set<String> organizationIds = new TreeSet<>();
        for (Restoration one : restorations) {
            byId.put(one.applicationId(), one);
            addIfNamed(organizationIds, one.ownership().organizationId());
            addIfNamed(organizationIds, one.ownership().overrideOrganizationId());
        }
        return decide(new TreeSet<>(byId.keySet()), organizationIds, (batch, applicationId) -> {
            Restoration one = Objects.requireNonNull(byId.get(applicationId));
            return batch.restore(one, runId, actor);
        });
    }

    /**
     * Unassigns the applications that a deleted organization owns, and ends the overrides that name it. Rules may decide the
     * owners from then on.
     */
    public List<BulkResult> removeOrganization(
            SortedSet<String> applicationIds, String organizationId, UUID runId, String actor) {
        return decide(
                applicationIds,
                Set.of(),
                (batch, applicationId) -> batch.removeOrganization(applicationId, organizationId, runId, actor));
    }

    private List<BulkResult> decide(
            SortedSet<String> applicationIds,
            Set<String> named,
            BiFunction<OwnershipBatch, String, BulkResult> decision) {
        if (applicationIds.isEmpty()) {
            return List.of();
        }
        Map<String, TargetApplication> targets = ownerships.createAndLock(applicationIds);
        Set<String> organizationIds = new TreeSet<>(named);
        for (TargetApplication target : targets.values()) {
            ApplicationOwnership current = target.ownership();
            addIfNamed(
                    organizationIds,
                    current == null ? null : current.ownership().organizationId());
        }
        OwnershipBatch batch = new OwnershipBatch(
                access, targets, Set.of(), ownerships.lockOrganizations(organizationIds), clock.instant());
        List<BulkResult> results = new ArrayList<>();
        applicationIds.forEach(applicationId -> results.add(decision.apply(batch, applicationId)));
        ownerships.save(batch.changedOwnerships(), batch.changes());
        publisher.publish(batch.changes());
        return results;
    }

    private static void addIfNamed(Set<String> ids, @Nullable String organizationId) {
        if (organizationId != null) {
            ids.add(organizationId);
        }
    }
}
