package dev.muster.assignment.ownership;

import java.time.Clock;
import java.util.List;

/**
 * The net under triggers that were lost or came before the command that waits for them, and what lets waiting commands
 * expire. Each step is one transaction of the caller and looks at a bounded number of applications.
 */
public final class SweepWaiting {

    private final WaitingCommands waitingCommands;
    private final DecideCommands decideCommands;
    private final WaitingSettings settings;
    private final Clock clock;
    private String cursor = "";

    /** Sweeps what waits there and decides it there. */
    public SweepWaiting(
            WaitingCommands waitingCommands, DecideCommands decideCommands, WaitingSettings settings, Clock clock) {
        this.waitingCommands = waitingCommands;
        this.decideCommands = decideCommands;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Lets overdue commands expire.
     *
     * @return whether there may be more to do at once
     */
    public boolean expire() {
        List<String> overdue = waitingCommands.applicationsWithExpired(clock.instant(), settings.sweepSize());
        decideCommands.lookAgain(overdue);
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
