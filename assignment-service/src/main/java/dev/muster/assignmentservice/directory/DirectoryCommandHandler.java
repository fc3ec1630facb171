package dev.muster.assignmentservice.directory;

import dev.muster.assignmentservice.directory.DirectoryOutcome.Status;
import dev.muster.assignmentservice.organization.OrganizationStore;
import dev.muster.assignmentservice.organization.RegisterOrganization;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Applies commands to the directory. Everything happens in the caller's transaction and takes effect with its commit.
 * Commands about one organization or user take effect in their order, also when one of them has to wait.
 */
public final class DirectoryCommandHandler {

    private final OrganizationStore organizations;
    private final DirectoryAccess access;
    private final List<DirectoryActionHandler> actions;
    private final CommandLog received;
    private final DirectoryPublisher publisher;
    private final DirectoryOutcomePublisher results;
    private final ParkingSettings settings;
    private final ReadProgress progress;
    private final Clock clock;

    /** Applies with the given stores and publishers; {@code actions} has every kind of action once. */
    public DirectoryCommandHandler(
            OrganizationStore organizations,
            DirectoryAccess access,
            List<DirectoryActionHandler> actions,
            CommandLog received,
            DirectoryPublisher publisher,
            DirectoryOutcomePublisher results,
            ParkingSettings settings,
            ReadProgress progress,
            Clock clock) {
        this.organizations = organizations;
        this.access = access;
        this.actions = List.copyOf(actions);
        this.received = received;
        this.publisher = publisher;
        this.results = results;
        this.settings = settings;
        this.progress = progress;
        this.clock = clock;
    }

    /** Keeps others from changing the directory until the transaction ends; for checks that come before {@link #apply}. */
    public void lock() {
        organizations.lockDirectory();
    }

    /**
     * Applies commands in their order. A command that was seen before does nothing; one that was rejected is decided
     * anew when it comes in another record, such as a dead letter that was put back.
     *
     * @return the results, one per command in the order of the commands, then those of parked commands that could be
     *     decided now
     */
    public List<DirectoryOutcome> apply(List<DirectoryCommand> commands) {
        organizations.lockDirectory();
        Run run = new Run(clock.instant());
        List<UUID> ids = commands.stream().map(DirectoryCommand::commandId).toList();
        Set<UUID> seen = new HashSet<>(received.seen(ids));
        Set<RejectedCommand> rejected = received.rejected(ids);
        List<DirectoryCommand> fresh = new ArrayList<>();
        for (DirectoryCommand command : commands) {
            ReceivedRecord origin = command.origin();
            if (seen.contains(command.commandId())
                    || (origin != null && rejected.contains(RejectedCommand.of(command, origin)))) {
                run.done.add(DirectoryOutcome.of(command, Status.REPEATED));
            } else if (run.take(command) != Status.REJECTED) {
                seen.add(command.commandId());
                fresh.add(command);
            }
        }
        received.remember(fresh);
        run.releaseAll(settings.maxPerTransaction());
        return run.publish();
    }

    /**
     * Decides parked commands that are overdue, or whose parent is there by now: the net under {@link #apply}. None is
     * overdue before everything has been read that came before it expired: the registration may be among it.
     *
     * @return whether there may be more to do at once
     */
    public boolean sweep(int limit) {
        List<String> due = received.due(clock.instant(), limit);
        Instant readUpTo = due.isEmpty() ? null : progress.readUpTo();
        if (!due.isEmpty() && readUpTo == null) {
            due = received.due(Instant.EPOCH, limit);
        }
        if (due.isEmpty()) {
            return false;
        }
        organizations.lockDirectory();
        Run run = new Run(clock.instant());
        due.forEach(subjectId -> run.release(subjectId, settings.maxPerTransaction(), null, readUpTo));
        run.releaseAll(settings.maxPerTransaction());
        return !run.publish().isEmpty();
    }

    private DirectoryActionHandler actionsOf(DirectoryAction action) {
        return actions.stream()
                .filter(one -> one.handles(action))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("nothing handles " + action.getClass()));
    }

    /** An organization was registered by a command that came then. */
    private record Registration(String organizationId, Instant at) {

        boolean isTooLateFor(CommandLog.Parked parked) {
            return organizationId.equals(parked.waitsFor()) && !at.isBefore(parked.expiresAt());
        }
    }

    /** One transaction's worth of decisions. */
    private final class Run {

        private final Instant now;
        private final List<DirectoryOutcome> done = new ArrayList<>();
        private final List<RejectedCommand> rejections = new ArrayList<>();
        private final DirectoryChanges changes = new DirectoryChanges();
        private final Deque<Registration> registered = new ArrayDeque<>();
        private int released;

        Run(Instant now) {
            this.now = now;
        }

        Status take(DirectoryCommand command) {
            if (command.origin() != null && received.hasParked(command.subjectId())) {
                return park(command, null);
            }
            Decision verdict = decide(command);
            if (verdict.missingOrganization() != null && command.origin() != null) {
                return park(command, verdict.missingOrganization());
            }
            conclude(command, verdict);
            return verdict.status();
        }

        void releaseAll(int limit) {
            while (!registered.isEmpty() && released < limit) {
                Registration registration = registered.remove();
                for (String subjectId : received.waitingFor(registration.organizationId())) {
                    release(subjectId, limit, registration, null);
                }
            }
        }

        /**
         * Decides the parked commands of a subject as far as they need not wait any longer.
         *
         * @param registration what the first one has waited for; null when that is not known
         * @param readUpTo up to when everything has been read, so that what has expired by then has waited in vain; null when
         *     that is not known
         */
        void release(String subjectId, int limit, @Nullable Registration registration, @Nullable Instant readUpTo) {
            while (released < limit) {
                CommandLog.Parked parked = received.firstParked(subjectId);
                if (parked == null) {
                    return;
                }
                Decision verdict = registration != null && registration.isTooLateFor(parked)
                        ? Decision.registeredTooLate(parked.command().action())
                        : decide(parked.command());
                if (verdict.missingOrganization() != null
                        && (readUpTo == null || readUpTo.isBefore(parked.expiresAt()))) {
                    received.waitFor(parked, verdict.missingOrganization());
                    return;
                }
                received.unpark(parked);
                if (verdict.status() == Status.REJECTED) {
                    received.forget(parked);
                }
                conclude(parked.command(), verdict);
                released++;
            }
        }

        List<DirectoryOutcome> publish() {
            publisher.publish(changes);
            results.publishResults(done);
            received.reject(rejections);
            return done;
        }

        private Status park(DirectoryCommand command, @Nullable String waitsFor) {
            received.park(command, waitsFor, command.receivedAt().plus(settings.expiresAfter()));
            done.add(DirectoryOutcome.of(command, Status.PARKED));
            return Status.PARKED;
        }

        private void conclude(DirectoryCommand command, Decision verdict) {
            done.add(DirectoryOutcome.of(command, verdict));
            ReceivedRecord origin = command.origin();
            if (verdict.status() == Status.REJECTED && origin != null) {
                rejections.add(RejectedCommand.of(command, origin));
            }
        }

        private Decision decide(DirectoryCommand command) {
            Decision refusal = access.refuse(command);
            if (refusal != null) {
                return refusal;
            }
            Decision verdict = actionsOf(command.action()).apply(command, now, changes);
            if (verdict.status() == Status.APPLIED && command.action() instanceof RegisterOrganization registration) {
                registered.add(new Registration(registration.organizationId(), command.receivedAt()));
            }
            return verdict;
        }
    }
}
