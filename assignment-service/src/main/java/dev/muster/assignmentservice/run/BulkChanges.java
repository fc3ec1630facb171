package dev.muster.assignmentservice.run;

import dev.muster.assignmentservice.ownership.AssignmentCommandHandler;
import dev.muster.assignmentservice.ownership.BulkOwnershipHandler;
import dev.muster.assignmentservice.ownership.BulkOwnershipHandler.BulkResult;
import dev.muster.assignmentservice.ownership.BulkOwnershipHandler.Restoration;
import dev.muster.assignmentservice.ownership.Ownership;
import dev.muster.assignmentservice.ownership.OwnershipChange;
import dev.muster.assignmentservice.run.RunCounts.Count;
import dev.muster.assignmentservice.run.RunStore.Result;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/** The steps of bulk changes and of undoing a run. */
public final class BulkChanges {

    private final RunStore runs;
    private final BulkOwnershipHandler ownerships;
    private final AssignmentCommandHandler handler;

    public BulkChanges(RunStore runs, BulkOwnershipHandler ownerships, AssignmentCommandHandler handler) {
        this.runs = runs;
        this.ownerships = ownerships;
        this.handler = handler;
    }

    /** What a step has reached. */
    record Step(RunCounts counts, String cursor, boolean isLast) {}

    Step step(Run run, int size) {
        return run.request() instanceof RunRequest.Undo undo ? undo(run, undo, size) : change(run, size);
    }

    private Step change(Run run, int size) {
        RunRequest.Bulk bulk = (RunRequest.Bulk) run.request();
        SortedMap<String, Long> items = runs.itemsAfter(run.runId(), run.cursor(), size);
        List<BulkResult> results = ownerships.apply(items, bulk.action(), run.runId(), run.actor());
        String cursor = items.isEmpty() ? run.cursor() : items.lastKey();
        return record(run, decideByRules(run, results), cursor, items.size() < size);
    }

    /** Lets the rules decide about applications that are no longer pinned. The results are those of both changes. */
    private List<BulkResult> decideByRules(Run run, List<BulkResult> results) {
        SortedSet<String> released = new TreeSet<>();
        for (BulkResult one : results) {
            Ownership after = one.after();
            if (after != null && !after.origin().pinned()) {
                released.add(one.applicationId());
            }
        }
        Map<String, OwnershipChange> decided = new HashMap<>();
        handler.applyRules(released, run.runId()).forEach(change -> decided.put(change.applicationId(), change));
        return results.stream()
                .map(one -> {
                    OwnershipChange change = decided.get(one.applicationId());
                    return change == null
                            ? one
                            : new BulkResult(
                                    one.applicationId(), null, change.revision(), one.before(), change.after());
                })
                .toList();
    }

    private Step undo(Run run, RunRequest.Undo undo, int size) {
        List<Result> changed = runs.changedAfter(undo.runId(), run.cursor(), size);
        List<Restoration> restorations = changed.stream()
                .map(one -> new Restoration(one.applicationId(), one.revision(), Objects.requireNonNull(one.before())))
                .toList();
        String cursor = changed.isEmpty()
                ? run.cursor()
                : changed.get(changed.size() - 1).applicationId();
        List<BulkResult> results = ownerships.restore(restorations, run.runId(), run.actor());
        boolean ofRules = undo.publish() != null; // an evaluation follows then
        return record(run, ofRules ? results : decideByRules(run, results), cursor, changed.size() < size);
    }

    /** Adds the results of a step, and counts them. */
    Step record(Run run, List<BulkResult> results, String cursor, boolean isLast) {
        List<Result> rows = new ArrayList<>();
        long changed = 0;
        long rejected = 0;
        for (BulkResult one : results) {
            Result.Status status = one.reason() != null
                    ? Result.Status.REJECTED
                    : one.after() == null ? Result.Status.UNCHANGED : Result.Status.CHANGED;
            changed += status == Result.Status.CHANGED ? 1 : 0;
            rejected += status == Result.Status.REJECTED ? 1 : 0;
            rows.add(new Result(one.applicationId(), status, one.reason(), one.revision(), one.before(), one.after()));
        }
        runs.addResults(run.runId(), rows);
        RunCounts counts = run.counts()
                .plus(Count.CHECKED, results.size())
                .plus(Count.CHANGED, changed)
                .plus(Count.REJECTED, rejected)
                .plus(Count.UNCHANGED, results.size() - changed - rejected);
        return new Step(counts, cursor, isLast);
    }
}
