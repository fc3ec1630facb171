package dev.muster.assignmentservice.ownership;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * The net under triggers that were lost or came before the command that waits for them, and what lets waiting commands
 * expire. Each step is one transaction of the caller and looks at a bounded number of applications.
 */
public final class WaitingCommandSweeper {

    private final WaitingCommands waitingCommands;
    private final AssignmentCommandHandler decideCommands;
    private final InventoryProgress progress;
    private final WaitingSettings settings;
    private final Clock clock;
    private String cursor = "";

    /** Sweeps what waits there and decides it there, as far as the events of inventory have been handled. */
    public WaitingCommandSweeper(
            WaitingCommands waitingCommands,
            AssignmentCommandHandler decideCommands,
            InventoryProgress progress,
            WaitingSettings settings,
            Clock clock) {
        this.progress = progress;
        this.waitingCommands = waitingCommands;
        this.decideCommands = decideCommands;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Lets overdue commands expire whose application did not appear in time, as far as the events of inventory tell that
     * have been handled: while the service is behind, nothing expires that an unread event may save.
     *
     * @return whether there may be more to do at once
     */
    public boolean expire() {
        Instant until = progress.handledUntil();
        if (until == null) {
            return false;
        }
        Instant now = clock.instant();
        until = until.isBefore(now) ? until : now;
        List<String> overdue = waitingCommands.applicationsWithExpired(until, settings.sweepSize());
        decideCommands.expire(overdue, until);
        return overdue.size() == settings.sweepSize();
    }

    /**
     * Decides commands whose application is present, in the next part of all that is waited for.
     *
     * @return whether there may be more to do at once
     */
    public synchronized boolean catchUp() {
        WaitingCommands.SweepPage page = waitingCommands.sweep(cursor, settings.sweepSize());
        decideCommands.lookAgain(page.present());
        cursor = page.nextCursor();
        return !cursor.isEmpty();
    }
}
