package dev.muster.assignmentservice.ownership;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Looks for ownerships that were decided for another incarnation of their application than inventory has, which the
 * events of inventory should have led to: counts them, and does what the event should have done. One whose event may not
 * have been handled yet is not counted. Goes over all ownerships in the order of their ids, a bounded number in each step.
 */
public final class IncarnationAuditor {

    /** Ownerships that one step looks at. */
    private static final int STEP = 1_000;

    /** Mismatches remembered from one pass to the next: more would be found again behind these. */
    private static final int MAX_REMEMBERED = 10_000;

    /** The least time from the beginning of a pass to that of the next. */
    private static final Duration PASS_EVERY = Duration.ofMinutes(1);

    /** How long before it was handled an event may have been committed by inventory and not sent. */
    private static final Duration SENT_WITHIN = Duration.ofSeconds(30);

    private final OwnershipStore ownerships;
    private final AssignmentCommandHandler decideCommands;
    private final InventoryProgress progress;
    private final Consumer<IncarnationMismatch> listener;
    private final Clock clock;
    private String cursor = "";
    private Instant nextPass = Instant.MIN;
    private Map<IncarnationMismatch, Instant> before = new HashMap<>();
    private Map<IncarnationMismatch, Instant> seen = new HashMap<>();
    private int counted;
    private volatile int mismatches;

    /**
     * Audits what is stored there.
     *
     * @param listener is told of each mismatch that is counted
     */
    public IncarnationAuditor(
            OwnershipStore ownerships,
            AssignmentCommandHandler decideCommands,
            InventoryProgress progress,
            Consumer<IncarnationMismatch> listener,
            Clock clock) {
        this.ownerships = ownerships;
        this.decideCommands = decideCommands;
        this.progress = progress;
        this.listener = listener;
        this.clock = clock;
    }

    /** How many the last complete pass has counted. */
    public int mismatches() {
        return mismatches;
    }

    /**
     * One step, in the caller's transaction.
     *
     * @return false: the next step may wait for its interval
     */
    public synchronized boolean step() {
        Instant now = clock.instant();
        if (cursor.isEmpty() && now.isBefore(nextPass)) {
            return false;
        }
        if (cursor.isEmpty()) {
            nextPass = now.plus(PASS_EVERY);
        }
        // Before the look: what is handled until then is in the tables that are looked at.
        Instant handledUntil = progress.handledUntil();
        OwnershipStore.IncarnationPage page = ownerships.findIncarnationMismatches(cursor, STEP);
        List<String> toMend = new ArrayList<>();
        for (IncarnationMismatch mismatch : page.mismatches()) {
            Instant since = before.getOrDefault(mismatch, now);
            if (isHandled(since, handledUntil)) {
                counted++;
                toMend.add(mismatch.applicationId());
                listener.accept(mismatch);
            }
            if (seen.size() < MAX_REMEMBERED) {
                seen.put(mismatch, since);
            }
        }
        cursor = page.nextCursor();
        if (cursor.isEmpty()) {
            mismatches = counted;
            counted = 0;
            before = seen;
            seen = new HashMap<>();
        }
        decideCommands.lookAgain(toMend);
        return false;
    }

    private static boolean isHandled(Instant since, @Nullable Instant handledUntil) {
        return handledUntil != null && since.plus(SENT_WITHIN).isBefore(handledUntil);
    }
}
