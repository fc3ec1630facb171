package dev.muster.assignmentservice.run;

import dev.muster.assignmentservice.run.RuleSets.Published;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Stops, resumes and undoes runs, in the caller's transaction. */
public final class RunControl {

    private final RunStore runs;
    private final RuleSets ruleSets;

    public RunControl(RunStore runs, RuleSets ruleSets) {
        this.runs = runs;
        this.ruleSets = ruleSets;
    }

    /**
     * The result of a request.
     *
     * @param run as it is now; null when there is none, or the request is refused
     * @param problem a stable code when it is refused
     */
    public record Result(@Nullable Run run, @Nullable String problem, String message) {

        private static Result of(Run run) {
            return new Result(run, null, "");
        }

        private static Result refused(String code, String message) {
            return new Result(null, code, message);
        }
    }

    /** Stops a run after its present step. A stopped one stays as it is. */
    public Result stop(UUID runId) {
        Run run = runs.lock(runId);
        if (run == null) {
            return Result.refused("run_not_found", "run not found");
        }
        if (run.state().isFinished()) {
            return Result.refused("run_finished", "the run is finished: it is " + run.state());
        }
        if (run.state() == Run.State.COUNTING) {
            Run refused = run.refused("stopped", "stopped by a person before anything was changed");
            runs.update(refused);
            return Result.of(refused);
        }
        Run stopped = run.with(Run.State.STOPPED);
        runs.update(stopped);
        return Result.of(stopped);
    }

    /** Continues a stopped run where it was. A running one stays as it is. */
    public Result resume(UUID runId) {
        Run run = runs.lock(runId);
        if (run == null) {
            return Result.refused("run_not_found", "run not found");
        }
        if (run.state().isFinished()) {
            return Result.refused("run_finished", "the run is finished: it is " + run.state());
        }
        Run resumed = run.state() == Run.State.STOPPED ? run.with(Run.State.RUNNING) : run;
        runs.update(resumed);
        return Result.of(resumed);
    }

    /**
     * Begins a run that restores what another has changed. That of a publish first publishes the previous rules again.
     *
     * @param undoId the id of the command
     */
    public Result undo(UUID runId, UUID undoId, String actor, Instant now) {
        Run run = runs.lock(runId);
        if (run == null) {
            return Result.refused("run_not_found", "run not found");
        }
        Run known = runs.find(undoId);
        if (known != null) {
            return runId.equals(known.undoes())
                    ? Result.of(known)
                    : Result.refused("idempotency_key_used", "the key was used for another request: send a new one");
        }
        if (run.kind() == Run.Kind.DELETE) {
            return Result.refused("not_undoable", "the deletion of an organization cannot be undone");
        }
        if (run.kind() == Run.Kind.EVALUATE) {
            return Result.refused(
                    "not_undoable", "the rules in force decide so: publish other rules, or undo their publish");
        }
        if (run.kind() == Run.Kind.UNDO || run.state() == Run.State.REFUSED) {
            return Result.refused("not_undoable", "the run has changed nothing that can be undone");
        }
        if (!run.state().isFinished() && run.state() != Run.State.STOPPED) {
            return Result.refused("run_at_work", "the run is at work: stop it first");
        }
        if (runs.findUndoing(runId) != null) {
            return Result.refused("already_undone", "the run is undone already, or being undone");
        }
        runs.lockNumber(run.organizationId());
        int others = runs.countUnfinished(run.organizationId()) - (run.state() == Run.State.STOPPED ? 1 : 0);
        if (others >= BulkRuns.MAX_UNFINISHED) {
            return Result.refused("too_many_runs", BulkRuns.TOO_MANY);
        }
        RunRequest.Publish previous = null;
        if (run.request() instanceof RunRequest.Publish publish) {
            Published current = ruleSets.find(run.organizationId());
            if (current == null || !current.commandId().equals(runId)) {
                return Result.refused("superseded", "a later revision of the rule set is in force: undo that first");
            }
            previous = previous(run, publish, current);
        }
        return Result.of(begin(run, new RunRequest.Undo(runId, previous), undoId, actor, now));
    }

    private RunRequest.Publish previous(Run run, RunRequest.Publish publish, Published current) {
        Published before = ruleSets.find(run.organizationId(), publish.baseRevision());
        String document = before == null ? "{\"rules\":[]}" : before.document();
        return new RunRequest.Publish(document, current.revision(), null);
    }

    private Run begin(Run undone, RunRequest.Undo request, UUID undoId, String actor, Instant now) {
        if (undone.state() == Run.State.STOPPED) {
            runs.update(undone.with(Run.State.SUPERSEDED));
        }
        Run undo = new Run(
                undoId,
                Run.Kind.UNDO,
                request.publish() == null ? Run.State.RUNNING : Run.State.COUNTING,
                undone.organizationId(),
                actor,
                request,
                RunCounts.NONE,
                null,
                "",
                "",
                undone.runId(),
                now,
                null);
        runs.add(undo);
        return undo;
    }
}
