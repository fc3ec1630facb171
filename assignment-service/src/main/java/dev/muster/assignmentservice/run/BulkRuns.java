package dev.muster.assignmentservice.run;

import dev.muster.assignmentservice.ownership.Ownership.RebrandingOverride;
import dev.muster.assignmentservice.ownership.OwnershipAction;
import dev.muster.assignmentservice.ownership.OwnershipStore;
import dev.muster.assignmentservice.rule.Candidates;
import dev.muster.assignmentservice.rule.Candidates.Candidate;
import dev.muster.assignmentservice.rule.RuleDecision.Present;
import dev.muster.assignmentservice.run.PlanTokens.Plan;
import dev.muster.assignmentservice.run.RunCounts.Count;
import dev.muster.assignmentservice.run.RunStore.Result;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Plans and begins bulk changes, in the caller's transaction. */
public final class BulkRuns {

    /** The runs of one organization that may be at work. */
    static final int MAX_UNFINISHED = 5;

    static final String TOO_MANY =
            "the organization has " + MAX_UNFINISHED + " unfinished runs already: wait for one, or undo a stopped one";

    private final RunStore runs;
    private final Candidates candidates;
    private final OwnershipStore ownerships;
    private final PlanTokens tokens;

    public BulkRuns(RunStore runs, Candidates candidates, OwnershipStore ownerships, PlanTokens tokens) {
        this.runs = runs;
        this.candidates = candidates;
        this.ownerships = ownerships;
        this.tokens = tokens;
    }

    /** Why a bulk change cannot begin; {@code code} is stable. */
    public record Problem(String code, String message) {}

    /** A run with the id; null when there is none. */
    public @Nullable Run find(UUID runId) {
        return runs.find(runId);
    }

    /** Whether the run is one of the organization, with the same action. */
    public boolean isOf(Run run, String organizationId, OwnershipAction action) {
        return run.organizationId().equals(organizationId)
                && run.request() instanceof RunRequest.Bulk bulk
                && bulk.action().equals(action);
    }

    /**
     * Begins a run whose applications are still to be staged. The problem is null when it could begin. Others may begin one
     * meanwhile: {@link #checkNumber} looks again.
     */
    public @Nullable Problem begin(
            UUID runId, String organizationId, String actor, OwnershipAction action, Instant now) {
        if (runs.countUnfinished(organizationId) >= MAX_UNFINISHED) {
            return new Problem("too_many_runs", TOO_MANY);
        }
        runs.add(new Run(
                runId,
                Run.Kind.BULK,
                Run.State.RUNNING,
                organizationId,
                actor,
                new RunRequest.Bulk(action),
                RunCounts.NONE,
                null,
                "",
                "",
                null,
                now,
                null));
        return null;
    }

    /** Stages applications: those that the author does not reach become rejected results at once. */
    public void stage(UUID runId, Collection<String> applicationIds, Set<String> reached) {
        List<String> items = new ArrayList<>();
        List<Result> rejected = new ArrayList<>();
        for (String id : new HashSet<>(applicationIds)) {
            if (reached.contains(id)) {
                items.add(id);
            } else {
                rejected.add(Result.rejected(id, "application_not_found"));
            }
        }
        runs.addItems(runId, items);
        runs.addResults(runId, rejected);
    }

    /** Whether the organization has too many runs with the one that was staged; the problem is null when it has not. */
    public @Nullable Problem checkNumber(String organizationId) {
        runs.lockNumber(organizationId);
        return runs.countUnfinished(organizationId) > MAX_UNFINISHED ? new Problem("too_many_runs", TOO_MANY) : null;
    }

    /** Records how many applications were rejected while staging. */
    public Run staged(UUID runId, long rejected) {
        Run run = Objects.requireNonNull(runs.find(runId));
        Run counted = run.at("", RunCounts.NONE.plus(Count.CHECKED, rejected).plus(Count.REJECTED, rejected));
        runs.update(counted);
        return counted;
    }

    /** Adds what the action would do with the applications to the counts; {@code changed} receives those that change. */
    public RunCounts count(
            OwnershipAction action,
            Set<String> reached,
            long notReached,
            RunCounts before,
            Consumer<Candidate> changed) {
        RunCounts counts = before.plus(Count.CHECKED, reached.size() + notReached);
        counts = counts.plus(Count.REJECTED, notReached);
        long found = 0;
        Set<String> rebranded = findRebranded(action, reached);
        for (Candidate candidate : candidates.find(reached, false)) {
            Count kind = rebranded.contains(candidate.subject().applicationId())
                    ? Count.UNCHANGED
                    : kindOf(action, candidate.present());
            counts = counts.plus(kind, 1);
            found++;
            if (kind != Count.UNCHANGED && kind != Count.REJECTED) {
                changed.accept(candidate);
            }
        }
        return counts.plus(Count.REJECTED, reached.size() - found);
    }

    /** The applications that have the override of the action already; empty when it sets none. */
    private Set<String> findRebranded(OwnershipAction action, Set<String> applicationIds) {
        return switch (action.kind()) {
            case ENABLE_REBRANDING ->
                ownerships.findWithOverride(applicationIds, RebrandingOverride.ENABLED, action.organizationId());
            case DISABLE_REBRANDING -> ownerships.findWithOverride(applicationIds, RebrandingOverride.DISABLED, null);
            case INHERIT_REBRANDING -> ownerships.findWithOverride(applicationIds, RebrandingOverride.INHERITED, null);
            case ASSIGN_ORGANIZATION, UNASSIGN_ORGANIZATION, RELEASE_TO_RULES -> Set.of();
        };
    }

    private static Count kindOf(OwnershipAction action, Present present) {
        return switch (action.kind()) {
            case ASSIGN_ORGANIZATION ->
                Objects.equals(action.organizationId(), present.organizationId()) && present.pinned()
                        ? Count.UNCHANGED
                        : present.organizationId() == null ? Count.ASSIGN : Count.MOVE;
            case UNASSIGN_ORGANIZATION ->
                present.organizationId() == null && present.pinned() ? Count.UNCHANGED : Count.UNASSIGN;
            case RELEASE_TO_RULES -> present.pinned() ? Count.MOVE : Count.UNCHANGED;
            case ENABLE_REBRANDING ->
                action.organizationId() == null && present.organizationId() == null ? Count.REJECTED : Count.REBRAND;
            case DISABLE_REBRANDING, INHERIT_REBRANDING -> Count.REBRAND;
        };
    }

    /** A token for exactly this change; {@code subject} is what was previewed. */
    public String token(String subject, long changes, Instant now) {
        return tokens.create(subject, 0, changes, now);
    }

    /** Whether so many changes need a preview first. */
    public static boolean needsPlan(long changes, long reachable) {
        return RunExecutor.needsPlan(changes, reachable);
    }

    /** Uses the token, if one is needed; the problem is null when the change may begin. */
    public @Nullable Problem check(@Nullable String token, String subject, long changes, long reachable, Instant now) {
        if (token == null) {
            return needsPlan(changes, reachable)
                    ? new Problem(
                            "plan_required", changes + " applications would change: preview, and send the plan token")
                    : null;
        }
        Plan plan = tokens.use(token, subject, 0, now);
        if (plan.problem() != null) {
            return new Problem(plan.problem(), plan.message());
        }
        return RunExecutor.hasDrifted(changes, plan.changes())
                ? new Problem(
                        "plan_drifted",
                        changes + " applications would change, the preview has shown " + plan.changes()
                                + ": preview again")
                : null;
    }
}
