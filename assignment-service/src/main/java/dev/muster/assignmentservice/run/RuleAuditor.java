package dev.muster.assignmentservice.run;

import dev.muster.assignmentservice.ownership.AssignmentCommandHandler;
import dev.muster.assignmentservice.ownership.InventoryProgress;
import dev.muster.assignmentservice.rule.Candidates;
import dev.muster.assignmentservice.rule.Candidates.Candidate;
import dev.muster.assignmentservice.rule.RuleDecision;
import dev.muster.assignmentservice.rule.RuleEngine;
import dev.muster.assignmentservice.rule.RuleEngines;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Decides about all applications again, page by page, and counts those whose owner the rules would change although every
 * event was handled and no run is at work. There are none unless Muster has a defect. What is counted is decided anew.
 */
public final class RuleAuditor {

    private static final int STEP_SIZE = 1_000;

    /** Limit of differences remembered from one pass to the next. Later passes find the others. */
    private static final int MAX_REMEMBERED = 10_000;

    /** Maximum time between the commit of an event by inventory and its publication. */
    private static final Duration MAX_PUBLISH_DELAY = Duration.ofSeconds(30);

    private final Candidates candidates;
    private final RuleEngines engines;
    private final RunStore runs;
    private final AssignmentCommandHandler handler;
    private final InventoryProgress progress;
    private final Consumer<String> listener;
    private final Clock clock;
    private String cursor = "";
    private Map<String, Difference> previous = new HashMap<>();
    private Map<String, Difference> found = new HashMap<>();
    private int counted;
    private volatile int differences;

    /** What the rules would do with an application, and since when. */
    private record Difference(RuleDecision decision, long revision, Instant since) {}

    /** @param listener receives the id of each application that is counted */
    public RuleAuditor(
            Candidates candidates,
            RuleEngines engines,
            RunStore runs,
            AssignmentCommandHandler handler,
            InventoryProgress progress,
            Consumer<String> listener,
            Clock clock) {
        this.candidates = candidates;
        this.engines = engines;
        this.runs = runs;
        this.handler = handler;
        this.progress = progress;
        this.listener = listener;
        this.clock = clock;
    }

    /** Differences counted by the last complete pass. */
    public int differences() {
        return differences;
    }

    /**
     * Runs one step in the caller's transaction.
     *
     * @return false: the next step may wait for its interval
     */
    public synchronized boolean step() {
        Instant now = clock.instant();
        // Read before the applications: what is handled until then is visible below.
        Instant handledUntil = progress.handledUntil();
        RuleEngine engine = engines.current();
        if (engine.isIdle() || runs.areRulesPending()) {
            previous.clear();
            found.clear();
            cursor = "";
            counted = 0;
            return false;
        }
        int size = engine.pageSize(STEP_SIZE);
        List<Candidate> page = candidates.page(cursor, size, engine.readsData());
        TreeSet<String> toDecide = new TreeSet<>();
        for (Candidate candidate : page) {
            RuleDecision decision = engine.decide(candidate.subject(), candidate.present());
            if (Planner.isChange(decision)) {
                String id = candidate.subject().applicationId();
                Difference difference = difference(id, decision, candidate.revision(), now);
                if (isHandled(difference.since(), handledUntil)) {
                    counted++;
                    toDecide.add(id);
                    listener.accept(id);
                }
                if (found.size() < MAX_REMEMBERED) {
                    found.put(id, difference);
                }
            }
        }
        cursor = page.size() < size ? "" : page.get(page.size() - 1).subject().applicationId();
        if (cursor.isEmpty()) {
            differences = counted;
            counted = 0;
            previous = found;
            found = new HashMap<>();
        }
        handler.applyRules(toDecide, null);
        return false;
    }

    /** The difference that was seen before, if it is the same. */
    private Difference difference(String id, RuleDecision decision, long revision, Instant now) {
        Difference before = previous.get(id);
        if (before == null
                || before.revision() != revision
                || !before.decision().equals(decision)) {
            return new Difference(decision, revision, now);
        }
        return before;
    }

    private static boolean isHandled(Instant since, @Nullable Instant handledUntil) {
        return handledUntil != null && since.plus(MAX_PUBLISH_DELAY).isBefore(handledUntil);
    }
}
