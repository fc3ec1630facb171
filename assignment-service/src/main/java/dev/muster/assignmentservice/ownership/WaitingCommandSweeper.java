package dev.muster.assignmentservice.ownership;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * Expires waiting commands, and decides those whose trigger was lost or came before them. Each step runs in one transaction
 * of the caller and processes a bounded number of applications.
 */
public final class WaitingCommandSweeper {

    private final WaitingCommands waitingCommands;
    private final AssignmentCommandHandler commandHandler;
    private final InventoryProgress progress;
    private final WaitingSettings settings;
    private final Clock clock;
    private String cursor = "";

    public WaitingCommandSweeper(
            WaitingCommands waitingCommands,
            AssignmentCommandHandler commandHandler,
            InventoryProgress progress,
            WaitingSettings settings,
            Clock clock) {
        this.progress = progress;
        this.waitingCommands = waitingCommands;
        this.commandHandler = commandHandler;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Expires overdue commands whose application did not appear in time. Considers only the time until which events of
     * inventory have been handled: while the service lags, no command expires that an unread event may still decide.
     *
     * @return whether there may be more work
     */
    public boolean expire() {
        Instant until = progress.handledUntil();
        if (until == null) {
            return false;
        }
        Instant now = clock.instant();
        until = until.isBefore(now) ? until : now;
        List<String> overdue = waitingCommands.findApplicationsWithExpired(until, settings.sweepSize());
        commandHandler.expire(overdue, until);
        return overdue.size() == settings.sweepSize();
    }

    /**
     * Decides commands whose application is present, on the next page of awaited applications.
     *
     * @return whether there are more pages
     */
    public synchronized boolean decidePresent() {
        WaitingCommands.SweepPage page = waitingCommands.sweep(cursor, settings.sweepSize());
        commandHandler.reconcile(page.present());
        cursor = page.nextCursor();
        return !cursor.isEmpty();
    }
}
