package dev.muster.assignmentservice.run;

import dev.muster.assignmentservice.ownership.BulkOwnershipHandler;
import dev.muster.assignmentservice.ownership.BulkOwnershipHandler.BulkResult;
import dev.muster.assignmentservice.ownership.BulkOwnershipHandler.Restoration;
import dev.muster.assignmentservice.run.RunCounts.Count;
import dev.muster.assignmentservice.run.RunStore.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/** The steps of bulk changes and of undoing a run. */
public final class BulkChanges {

    private final RunStore runs;
    private final BulkOwnershipHandler ownerships;

    public BulkChanges(RunStore runs, BulkOwnershipHandler ownerships) {
        this.runs = runs;
        this.ownerships = ownerships;
    }

    /** What a step has reached. */
    record Step(RunCounts counts, String cursor, boolean isLast) {}

    Step step(Run run, int size) {
        return run.request() instanceof RunRequest.Undo undo ? undo(run, undo, size) : change(run, size);
    }

    private Step change(Run run, int size) {
        RunRequest.Bulk bulk = (RunRequest.Bulk) run.request();
        List<String> ids = runs.itemsAfter(run.runId(), run.cursor(), size);
        List<BulkResult> results = ownerships.apply(new TreeSet<>(ids), bulk.action(), run.runId(), run.actor());
        return record(run, results, ids.isEmpty() ? run.cursor() : ids.get(ids.size() - 1), ids.size() < size);
    }

    private Step undo(Run run, RunRequest.Undo undo, int size) {
        List<Result> changed = runs.changedAfter(undo.runId(), run.cursor(), size);
        List<Restoration> restorations = changed.stream()
                .map(one -> new Restoration(one.applicationId(), one.revision(), Objects.requireNonNull(one.before())))
                .toList();
        String cursor = changed.isEmpty()
                ? run.cursor()
                : changed.get(changed.size() - 1).applicationId();
        return record(run, ownerships.restore(restorations, run.runId(), run.actor()), cursor, changed.size() < size);
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
