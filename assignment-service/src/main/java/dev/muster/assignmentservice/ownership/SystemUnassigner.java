package dev.muster.assignmentservice.ownership;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Removes the owners and rebranding overrides of a system's applications after it was moved to another organization. All
 * in the caller's transaction, with a bounded number of applications in memory.
 */
public final class SystemUnassigner {

    private static final int STEP_SIZE = 1_000;

    private final OwnershipStore ownerships;
    private final OwnershipPublisher publisher;
    private final Clock clock;

    public SystemUnassigner(OwnershipStore ownerships, OwnershipPublisher publisher, Clock clock) {
        this.ownerships = ownerships;
        this.publisher = publisher;
        this.clock = clock;
    }

    /**
     * Unassigns the present applications that have an owner.
     *
     * @param newOwnerId the system's new owner, which keeps its applications; null when there is none
     * @param commandId the directory command that moved the system, and {@code actor} who issued it
     * @param runId the run that does; null when none does
     */
    public void unassign(
            String systemId, @Nullable String newOwnerId, UUID commandId, String actor, @Nullable UUID runId) {
        OwnershipChange.Cause cause = OwnershipChange.Cause.systemMoved(commandId, actor, runId);
        Instant now = clock.instant();
        String cursor = "";
        List<ApplicationOwnership> page;
        do {
            page = ownerships.lockOwnedInSystem(systemId, newOwnerId, cursor, STEP_SIZE);
            unassign(page, cause, now);
            cursor = page.isEmpty() ? cursor : page.get(page.size() - 1).applicationId();
        } while (page.size() == STEP_SIZE);
    }

    private void unassign(List<ApplicationOwnership> page, OwnershipChange.Cause cause, Instant now) {
        List<ApplicationOwnership> changed = new ArrayList<>(page.size());
        List<OwnershipChange> changes = new ArrayList<>(page.size());
        for (ApplicationOwnership before : page) {
            ApplicationOwnership after = before.changedTo(Ownership.NONE);
            changed.add(after);
            changes.add(OwnershipChange.of(before, after, OwnershipChange.Kind.UNASSIGNED, cause, now));
        }
        ownerships.save(changed, changes);
        publisher.publish(changes);
    }
}
