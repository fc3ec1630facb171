package dev.muster.assignmentservice.ownership;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Propagates a change of an organization's rebranding, or of its parents, to its applications: in bounded steps, each in a
 * transaction of the caller. Any number of instances may run concurrently.
 */
public final class RebrandingPropagator {

    private final RebrandingQueue queue;
    private final OwnershipStore ownerships;
    private final OwnershipPublisher publisher;
    private final RebrandingSettings settings;
    private final Clock clock;

    public RebrandingPropagator(
            RebrandingQueue queue,
            OwnershipStore ownerships,
            OwnershipPublisher publisher,
            RebrandingSettings settings,
            Clock clock) {
        this.queue = queue;
        this.ownerships = ownerships;
        this.publisher = publisher;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Runs one step.
     *
     * @return whether there may be more work
     */
    public boolean step() {
        RebrandingQueue.Item item = queue.claim();
        if (item == null) {
            return false;
        }
        ownerships.lockDirectory();
        List<ApplicationOwnership> page = queue.lockInheriting(item, settings.stepSize());
        propagate(item.organizationId(), page);
        if (page.size() < settings.stepSize()) {
            queue.finish(item);
        } else {
            queue.advance(item, page.get(page.size() - 1).applicationId());
        }
        return true;
    }

    private void propagate(String organizationId, List<ApplicationOwnership> page) {
        Map<String, OrganizationFacts> organizations = ownerships.lockOrganizations(Set.of(organizationId));
        OrganizationFacts organization = organizations.get(organizationId);
        if (organization == null) {
            return; // deleted: its applications are being unassigned
        }
        Instant now = clock.instant();
        List<ApplicationOwnership> changed = new ArrayList<>();
        List<OwnershipChange> changes = new ArrayList<>();
        for (ApplicationOwnership before : page) {
            String effective = OwnershipPolicy.effectiveRebranding(before.ownership(), organizations);
            if (!Objects.equals(effective, before.ownership().rebrandingOrgId())) {
                ApplicationOwnership after = before.changedTo(before.ownership().withRebrandingOrgId(effective));
                changed.add(after);
                changes.add(OwnershipChange.of(
                        before,
                        after,
                        OwnershipChange.Kind.REBRANDING_CHANGED,
                        OwnershipChange.Cause.organizationChanged(organization),
                        now));
            }
        }
        ownerships.save(changed, changes);
        publisher.publish(changes);
    }
}
