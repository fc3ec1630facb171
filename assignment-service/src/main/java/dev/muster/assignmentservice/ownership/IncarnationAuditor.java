package dev.muster.assignmentservice.ownership;

import dev.muster.assignmentservice.ownership.OwnershipStore.IncarnationMismatch;
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
 * Finds ownerships that were decided for another incarnation of their application than inventory has. The events of
 * inventory should have corrected them: counts them and reconciles their applications. Does not count an ownership whose
 * event may not have been handled yet. Scans all ownerships in the order of their ids, a bounded number in each step.
 */
public final class IncarnationAuditor {

    /** Ownerships per step. */
    private static final int STEP_SIZE = 1_000;

    /** Limit of mismatches remembered from one pass to the next. Later passes find the others. */
    private static final int MAX_REMEMBERED = 10_000;

    /** Minimum time between the starts of two passes. */
    private static final Duration MIN_PASS_INTERVAL = Duration.ofMinutes(1);

    /** Maximum time between the commit of an event by inventory and its publication. */
    private static final Duration MAX_PUBLISH_DELAY = Duration.ofSeconds(30);

    private final OwnershipStore ownerships;
    private final AssignmentCommandHandler commandHandler;
    private final InventoryProgress progress;
    private final Consumer<IncarnationMismatch> listener;
    private final Clock clock;
    private String cursor = "";
    private Instant nextPass = Instant.MIN;
    private Map<IncarnationMismatch, Instant> previous = new HashMap<>();
    private Map<IncarnationMismatch, Instant> found = new HashMap<>();
    private int counted;
    private volatile int mismatches;

    /** @param listener receives each mismatch that is counted */
    public IncarnationAuditor(
            OwnershipStore ownerships,
            AssignmentCommandHandler commandHandler,
            InventoryProgress progress,
            Consumer<IncarnationMismatch> listener,
            Clock clock) {
        this.ownerships = ownerships;
        this.commandHandler = commandHandler;
        this.progress = progress;
        this.listener = listener;
        this.clock = clock;
    }

    /** Mismatches counted by the last complete pass. */
    public int mismatches() {
        return mismatches;
    }

    /**
     * Runs one step in the caller's transaction.
     *
     * @return false: the next step may wait for its interval
     */
    public synchronized boolean step() {
        Instant now = clock.instant();
        if (cursor.isEmpty() && now.isBefore(nextPass)) {
            return false;
        }
        if (cursor.isEmpty()) {
            nextPass = now.plus(MIN_PASS_INTERVAL);
        }
        // Read before the query: what is handled until then is visible to it.
        Instant handledUntil = progress.handledUntil();
        OwnershipStore.IncarnationPage page = ownerships.findIncarnationMismatches(cursor, STEP_SIZE);
        List<String> toReconcile = new ArrayList<>();
        for (IncarnationMismatch mismatch : page.mismatches()) {
            Instant since = previous.getOrDefault(mismatch, now);
            if (isHandled(since, handledUntil)) {
                counted++;
                toReconcile.add(mismatch.applicationId());
                listener.accept(mismatch);
            }
            if (found.size() < MAX_REMEMBERED) {
                found.put(mismatch, since);
            }
        }
        cursor = page.nextCursor();
        if (cursor.isEmpty()) {
            mismatches = counted;
            counted = 0;
            previous = found;
            found = new HashMap<>();
        }
        commandHandler.reconcile(toReconcile);
        return false;
    }

    private static boolean isHandled(Instant since, @Nullable Instant handledUntil) {
        return handledUntil != null && since.plus(MAX_PUBLISH_DELAY).isBefore(handledUntil);
    }
}
