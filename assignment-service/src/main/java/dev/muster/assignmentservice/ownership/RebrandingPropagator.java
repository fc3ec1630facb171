package dev.muster.assignmentservice.ownership;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Makes the applications of an organization follow it after its rebranding or its place in the tree has changed, in
 * bounded steps, each a transaction of the caller. Any number of instances may work at once.
 */
public final class RebrandingPropagator {

    private final RebrandingQueue work;
    private final OwnershipStore ownerships;
    private final OwnershipPublisher publisher;
    private final RebrandingSettings settings;
    private final Clock clock;

    /** Works off what is there, with the given store and publisher. */
    public RebrandingPropagator(
            RebrandingQueue work,
            OwnershipStore ownerships,
            OwnershipPublisher publisher,
            RebrandingSettings settings,
            Clock clock) {
        this.work = work;
        this.ownerships = ownerships;
        this.publisher = publisher;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * One step.
     *
     * @return whether there may be more to do at once
     */
    public boolean step() {
        RebrandingQueue.Item item = work.claim();
        if (item == null) {
            return false;
        }
        ownerships.holdDirectory();
        List<ApplicationOwnership> page = work.lockInheriting(item, settings.stepSize());
        follow(item.organizationId(), page);
        if (page.size() < settings.stepSize()) {
            work.finish(item);
        } else {
            work.advance(item, page.get(page.size() - 1).applicationId());
        }
        return true;
    }

    private void follow(String organizationId, List<ApplicationOwnership> page) {
        Map<String, OrganizationFacts> organizations = ownerships.organizations(Set.of(organizationId));
        OrganizationFacts organization = Objects.requireNonNull(organizations.get(organizationId));
        Instant now = clock.instant();
        List<ApplicationOwnership> changed = new ArrayList<>();
        List<OwnershipChange> changes = new ArrayList<>();
        for (ApplicationOwnership before : page) {
            String effective = OwnershipPolicy.effective(before.ownership(), organizations);
            if (!Objects.equals(effective, before.ownership().rebrandingOrgId())) {
                ApplicationOwnership after = before.changedTo(before.ownership().withRebrandingOrgId(effective));
                changed.add(after);
                changes.add(OwnershipChange.of(
                        before,
                        after,
                        OwnershipChange.Kind.REBRANDING_CHANGED,
                        OwnershipCause.organizationChanged(organization),
                        now));
            }
        }
        ownerships.save(changed, changes);
        publisher.publish(changes);
    }
}
