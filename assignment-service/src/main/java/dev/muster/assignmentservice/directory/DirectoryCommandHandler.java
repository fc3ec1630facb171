package dev.muster.assignmentservice.directory;

import dev.muster.assignmentservice.directory.CommandLog.RejectedCommand;
import dev.muster.assignmentservice.directory.DirectoryOutcome.Status;
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
 * Applies commands to the directory, in the caller's transaction. Commands of one subject are applied in their order, also
 * when one of them has to wait.
 */
public final class DirectoryCommandHandler {

    private final DirectoryAccess access;
    private final List<DirectoryActionHandler> handlers;
    private final CommandLog commandLog;
    private final DirectoryPublisher publisher;
    private final ParkingSettings settings;
    private final ReadProgress readProgress;
    private final Clock clock;

    /** A command handler; exactly one of {@code handlers} handles each type of action. */
    public DirectoryCommandHandler(
            DirectoryAccess access,
            List<DirectoryActionHandler> handlers,
            CommandLog commandLog,
            DirectoryPublisher publisher,
            ParkingSettings settings,
            ReadProgress readProgress,
            Clock clock) {
        this.access = access;
        this.handlers = List.copyOf(handlers);
        this.commandLog = commandLog;
        this.publisher = publisher;
        this.settings = settings;
        this.readProgress = readProgress;
        this.clock = clock;
    }

    /** Locks the directory until the transaction ends, for checks before {@link #apply}. */
    public void lock() {
        commandLog.lockDirectory();
    }

    /**
     * Applies commands in their order. A repeated command has no effect. A rejected one is decided again when it comes in
     * another record, such as a replayed dead letter.
     *
     * @return one outcome per command, in the order of the commands, then those of parked commands that were decided
     */
    public List<DirectoryOutcome> apply(List<DirectoryCommand> commands) {
        commandLog.lockDirectory();
        Batch batch = new Batch(clock.instant());
        List<UUID> ids = commands.stream().map(DirectoryCommand::commandId).toList();
        Set<UUID> seen = new HashSet<>(commandLog.findSeen(ids));
        Set<RejectedCommand> rejected = commandLog.findRejected(ids);
        List<DirectoryCommand> accepted = new ArrayList<>();
        for (DirectoryCommand command : commands) {
            ReceivedRecord origin = command.origin();
            if (seen.contains(command.commandId())
                    || (origin != null && rejected.contains(RejectedCommand.of(command, origin)))) {
                batch.outcomes.add(DirectoryOutcome.of(command, Status.REPEATED));
            } else if (batch.accept(command) != Status.REJECTED) {
                seen.add(command.commandId());
                accepted.add(command);
            }
        }
        commandLog.remember(accepted);
        batch.releaseAll(settings.maxPerTransaction());
        return batch.publish();
    }

    /**
     * Decides parked commands that are expired, or whose organization is registered by now and that {@link #apply} left
     * over. A command expires only when all records up to its expiry have been read: the registration may be among them.
     *
     * @return whether more commands may be due
     */
    public boolean sweep(int limit) {
        List<String> due = commandLog.findDue(clock.instant(), limit);
        Instant readUpTo = due.isEmpty() ? null : readProgress.readUpTo();
        if (!due.isEmpty() && readUpTo == null) {
            due = commandLog.findDue(Instant.EPOCH, limit);
        }
        if (due.isEmpty()) {
            return false;
        }
        commandLog.lockDirectory();
        Batch batch = new Batch(clock.instant());
        due.forEach(subjectId -> batch.release(subjectId, settings.maxPerTransaction(), null, readUpTo));
        batch.releaseAll(settings.maxPerTransaction());
        return !batch.publish().isEmpty();
    }

    private DirectoryActionHandler handlerOf(DirectoryAction action) {
        return handlers.stream()
                .filter(one -> one.handles(action))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no handler for " + action.getClass()));
    }

    /** The registration of an organization by a command that was received at the given time. */
    private record Registration(String organizationId, Instant at) {

        boolean isTooLateFor(CommandLog.Parked parked) {
            return organizationId.equals(parked.waitsFor()) && !at.isBefore(parked.expiresAt());
        }
    }

    /** The decisions of one transaction. */
    private final class Batch {

        private final Instant now;
        private final List<DirectoryOutcome> outcomes = new ArrayList<>();
        private final List<RejectedCommand> rejections = new ArrayList<>();
        private final DirectoryChanges changes = new DirectoryChanges();
        private final Deque<Registration> registrations = new ArrayDeque<>();
        private int releasedCount;

        Batch(Instant now) {
            this.now = now;
        }

        Status accept(DirectoryCommand command) {
            if (command.origin() != null && commandLog.hasParked(command.subjectId())) {
                return park(command, null);
            }
            Decision decision = decide(command);
            if (decision.missingOrganization() != null && command.origin() != null) {
                return park(command, decision.missingOrganization());
            }
            complete(command, decision);
            return decision.status();
        }

        void releaseAll(int limit) {
            while (!registrations.isEmpty() && releasedCount < limit) {
                Registration registration = registrations.remove();
                for (String subjectId : commandLog.findWaitingFor(registration.organizationId())) {
                    release(subjectId, limit, registration, null);
                }
            }
        }

        /**
         * Decides the parked commands of a subject, up to the first one that has to wait longer.
         *
         * @param registration what the first command waited for; null when unknown
         * @param readUpTo the time up to which all records have been read: commands that expired by then are rejected; null
         *     when unknown
         */
        void release(String subjectId, int limit, @Nullable Registration registration, @Nullable Instant readUpTo) {
            while (releasedCount < limit) {
                CommandLog.Parked parked = commandLog.findFirstParked(subjectId);
                if (parked == null) {
                    return;
                }
                Decision decision = registration != null && registration.isTooLateFor(parked)
                        ? Decision.registeredTooLate(parked.command().action())
                        : decide(parked.command());
                if (decision.missingOrganization() != null
                        && (readUpTo == null || readUpTo.isBefore(parked.expiresAt()))) {
                    commandLog.waitFor(parked, decision.missingOrganization());
                    return;
                }
                commandLog.unpark(parked);
                if (decision.status() == Status.REJECTED) {
                    commandLog.forget(parked);
                }
                complete(parked.command(), decision);
                releasedCount++;
            }
        }

        List<DirectoryOutcome> publish() {
            publisher.publish(changes);
            publisher.publishOutcomes(outcomes);
            commandLog.rememberRejected(rejections);
            return outcomes;
        }

        private Status park(DirectoryCommand command, @Nullable String waitsFor) {
            commandLog.park(command, waitsFor, command.receivedAt().plus(settings.expiresAfter()));
            outcomes.add(DirectoryOutcome.of(command, Status.PARKED));
            return Status.PARKED;
        }

        private void complete(DirectoryCommand command, Decision decision) {
            outcomes.add(DirectoryOutcome.of(command, decision));
            ReceivedRecord origin = command.origin();
            if (decision.status() == Status.REJECTED && origin != null) {
                rejections.add(RejectedCommand.of(command, origin));
            }
        }

        private Decision decide(DirectoryCommand command) {
            DirectoryActionHandler handler = handlerOf(command.action());
            Decision rejection = access.check(command, handler.requiredAccess(command.action()));
            if (rejection != null) {
                return rejection;
            }
            Decision decision = handler.apply(command, now, changes);
            String missing = decision.missingOrganization();
            if (missing != null && commandLog.isDeleted(missing)) {
                return decision.withoutWaiting();
            }
            String registeredId = command.action().registeredOrganizationId();
            if (decision.status() == Status.APPLIED && registeredId != null) {
                registrations.add(new Registration(registeredId, command.receivedAt()));
            }
            return decision;
        }
    }
}
