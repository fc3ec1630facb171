package dev.muster.assignment.directory;

import dev.muster.assignment.directory.DirectoryResult.Status;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Applies commands to the tree of organizations. Everything happens in the caller's transaction and takes effect with
 * its commit. Commands about one organization take effect in their order, also when one of them has to wait.
 */
public final class ChangeDirectory {

    private final OrganizationStore organizations;
    private final ReceivedCommands received;
    private final OrganizationPublisher publisher;
    private final DirectoryResultPublisher results;
    private final ParkingSettings settings;
    private final Clock clock;

    /** Applies with the given stores and publishers. */
    public ChangeDirectory(
            OrganizationStore organizations,
            ReceivedCommands received,
            OrganizationPublisher publisher,
            DirectoryResultPublisher results,
            ParkingSettings settings,
            Clock clock) {
        this.organizations = organizations;
        this.received = received;
        this.publisher = publisher;
        this.results = results;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Applies commands in their order. A command that was seen before does nothing.
     *
     * @return the results, one per command in the order of the commands, then those of parked commands that could be
     *     decided now
     */
    public List<DirectoryResult> apply(List<DirectoryCommand> commands) {
        organizations.lockDirectory();
        Run run = new Run(clock.instant());
        Set<UUID> seen = new HashSet<>(
                received.seen(commands.stream().map(DirectoryCommand::commandId).toList()));
        List<DirectoryCommand> fresh = new ArrayList<>();
        for (DirectoryCommand command : commands) {
            if (seen.add(command.commandId())) {
                fresh.add(command);
                run.take(command);
            } else {
                run.done.add(DirectoryResult.of(command, Status.REPEATED));
            }
        }
        received.remember(fresh);
        run.releaseAll(settings.maxPerTransaction());
        return run.publish();
    }

    /**
     * Decides parked commands that are overdue, or whose parent is there by now: the net under {@link #apply}.
     *
     * @return whether there may be more to do at once
     */
    public boolean sweep(int limit) {
        List<String> due = received.due(clock.instant(), limit);
        if (due.isEmpty()) {
            return false;
        }
        organizations.lockDirectory();
        Run run = new Run(clock.instant());
        due.forEach(organizationId -> run.release(organizationId, settings.maxPerTransaction()));
        run.releaseAll(settings.maxPerTransaction());
        return !run.publish().isEmpty();
    }

    /** One transaction's worth of decisions. */
    private final class Run {

        private final Instant now;
        private final List<DirectoryResult> done = new ArrayList<>();
        private final List<OrganizationChange> changes = new ArrayList<>();
        private final Deque<String> registered = new ArrayDeque<>();
        private int released;

        Run(Instant now) {
            this.now = now;
        }

        void take(DirectoryCommand command) {
            if (command.origin() != null && received.hasParked(command.organizationId())) {
                park(command, null);
                return;
            }
            Ruling ruling = OrganizationRules.decide(command.action(), organizations);
            if (ruling.missingParent() != null && command.origin() != null) {
                park(command, ruling.missingParent());
            } else {
                conclude(command, ruling);
            }
        }

        void releaseAll(int limit) {
            while (!registered.isEmpty() && released < limit) {
                for (String organizationId : received.waitingFor(registered.remove())) {
                    release(organizationId, limit);
                }
            }
        }

        void release(String organizationId, int limit) {
            while (released < limit) {
                ReceivedCommands.Parked parked = received.firstParked(organizationId);
                if (parked == null) {
                    return;
                }
                Ruling ruling = OrganizationRules.decide(parked.command().action(), organizations);
                if (ruling.missingParent() != null && now.isBefore(parked.expiresAt())) {
                    received.waitFor(parked, ruling.missingParent());
                    return;
                }
                received.unpark(parked);
                conclude(parked.command(), ruling);
                released++;
            }
        }

        List<DirectoryResult> publish() {
            publisher.publishOrganizations(changes);
            results.publishResults(done);
            return done;
        }

        private void park(DirectoryCommand command, @Nullable String waitsFor) {
            received.park(command, waitsFor, now.plus(settings.expiresAfter()));
            done.add(DirectoryResult.of(command, Status.PARKED));
        }

        private void conclude(DirectoryCommand command, Ruling ruling) {
            if (ruling.reason() != null) {
                done.add(DirectoryResult.rejected(command, ruling.reason(), ruling.message()));
            } else if (ruling.after() == null) {
                done.add(DirectoryResult.of(command, Status.UNCHANGED));
            } else {
                change(command, ruling.after());
                done.add(DirectoryResult.of(command, Status.APPLIED));
            }
        }

        private void change(DirectoryCommand command, Organization after) {
            KeptOrganization before = organizations.find(after.organizationId());
            KeptOrganization kept =
                    before == null ? KeptOrganization.registered(after, now) : before.changedTo(after, now);
            if (before == null) {
                organizations.insert(kept);
                registered.add(after.organizationId());
            } else {
                organizations.update(kept);
            }
            if (before == null || mayAffectRebranding(before.organization(), after)) {
                organizations.resolveRebranding(after.organizationId(), command.commandId(), command.issuedBy());
            }
            changes.add(new OrganizationChange(
                    before == null ? null : before.organization(),
                    after,
                    kept.revision(),
                    command.commandId(),
                    command.issuedBy(),
                    now));
        }

        private boolean mayAffectRebranding(Organization before, Organization after) {
            return before.rebrandingEnabled() != after.rebrandingEnabled()
                    || !Objects.equals(before.parentId(), after.parentId());
        }
    }
}
