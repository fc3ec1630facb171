package dev.muster.assignmentservice.run;

import dev.muster.assignmentservice.directory.CommandLog;
import dev.muster.assignmentservice.ownership.AssignmentCommandHandler;
import dev.muster.assignmentservice.ownership.OwnershipChange;
import dev.muster.assignmentservice.rule.Candidates;
import dev.muster.assignmentservice.rule.Candidates.Candidate;
import dev.muster.assignmentservice.rule.RuleDecision;
import dev.muster.assignmentservice.rule.RuleEngine;
import dev.muster.assignmentservice.rule.RuleEngine.PublishedSet;
import dev.muster.assignmentservice.rule.RuleEngines;
import dev.muster.assignmentservice.rule.RuleSet;
import dev.muster.assignmentservice.rule.RuleSetParser;
import dev.muster.assignmentservice.rule.RuleSetParser.InvalidRuleSetException;
import dev.muster.assignmentservice.rule.RuleSetParser.OrganizationReference;
import dev.muster.assignmentservice.run.RuleSets.Published;
import dev.muster.assignmentservice.run.RunCounts.Count;
import dev.muster.assignmentservice.run.RunStore.Result;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Executes runs in bounded steps, each in a transaction of the caller. Any number of instances may do so at once. A step that
 * was rolled back is repeated; what a step has done stands in the run's results.
 */
public final class RunExecutor {

    /** More changes than this need a plan token. */
    static final long FREE_CHANGES = 1_000;

    private static final long ALWAYS_FREE_CHANGES = 50;
    private static final int FREE_PERCENT = 10;
    private static final int MAX_DRIFT_PERCENT = 10;
    private static final int PAGE_SIZE = 2_000;
    private static final int STEP_SIZE = 1_000;

    private final RunStore runs;
    private final RuleSets ruleSets;
    private final RuleSetPublisher publisher;
    private final RuleEngines engines;
    private final Candidates candidates;
    private final Planner planner;
    private final AssignmentCommandHandler handler;
    private final CommandLog directory;
    private final BulkChanges bulkChanges;
    private final OrganizationDeletion deletion;
    private final BooleanSupplier isBusy;
    private final Clock clock;

    /** {@code isBusy} says whether interactive commands or events have to wait: then runs pause. */
    public RunExecutor(
            RunStore runs,
            RuleSets ruleSets,
            RuleSetPublisher publisher,
            RuleEngines engines,
            Candidates candidates,
            AssignmentCommandHandler handler,
            CommandLog directory,
            BulkChanges bulkChanges,
            OrganizationDeletion deletion,
            BooleanSupplier isBusy,
            Clock clock) {
        this.runs = runs;
        this.ruleSets = ruleSets;
        this.publisher = publisher;
        this.engines = engines;
        this.candidates = candidates;
        this.planner = new Planner(candidates);
        this.handler = handler;
        this.directory = directory;
        this.bulkChanges = bulkChanges;
        this.deletion = deletion;
        this.isBusy = isBusy;
        this.clock = clock;
    }

    /**
     * Executes one step of the oldest run.
     *
     * @return whether there may be more work at once
     */
    public boolean step() {
        if (isBusy.getAsBoolean()) {
            return false;
        }
        Run run = runs.claim();
        if (run == null) {
            return false;
        }
        if (deletion.ends(run)) {
            runs.update(
                    run.state() == Run.State.COUNTING
                            ? run.refused("organization_deleted", "the organization was deleted")
                            : run.with(Run.State.SUPERSEDED));
            return true;
        }
        if (run.state() != Run.State.COUNTING) {
            return execute(run);
        }
        if (run.request() instanceof RunRequest.Undo) {
            runs.update(publish(run, publishOf(run)));
            return true;
        }
        return count(run);
    }

    /**
     * Lets the rules decide about the applications of one queued system.
     *
     * @return whether there may be more work
     */
    public boolean followSystem() {
        String systemId = runs.takeSystem();
        if (systemId == null) {
            return false;
        }
        RuleEngine engine = engines.current();
        String cursor = "";
        int size = engine.pageSize(PAGE_SIZE);
        List<Candidate> page;
        do {
            page = engine.isIdle() ? List.of() : candidates.pageOfSystem(systemId, cursor, size, engine.readsData());
            handler.applyRules(changed(engine, RuleSet.PLATFORM, page), null);
            cursor = page.isEmpty() ? cursor : idOf(page.get(page.size() - 1));
        } while (page.size() == size);
        return true;
    }

    private boolean count(Run run) {
        RunRequest.Publish publish = publishOf(run);
        RuleEngine engine;
        try {
            engine = engines.draft(run.organizationId(), compiled(run, publish));
        } catch (InvalidRuleSetException e) {
            runs.update(run.refused("rule_set_invalid", Objects.requireNonNull(e.getMessage())));
            return true;
        }
        Planner.Page page =
                planner.page(engine, run.organizationId(), run.cursor(), run.counts(), (candidate, decision) -> {});
        Run counted = run.at(page.cursor(), page.counts());
        if (!page.isLast()) {
            runs.update(counted);
            return true;
        }
        Run refused = refusal(counted, publish);
        runs.update(refused == null ? publish(counted, publish) : refused);
        return true;
    }

    private static PublishedSet compiled(Run run, RunRequest.Publish publish) throws InvalidRuleSetException {
        return new PublishedSet(
                publish.baseRevision() + 1,
                RuleSetParser.parse(publish.document(), OrganizationReference::of),
                run.runId(),
                run.actor());
    }

    /** The refused run; null when it may go on. */
    private static @Nullable Run refusal(Run run, RunRequest.Publish publish) {
        long changes = run.counts().changes();
        Long planned = publish.plannedChanges();
        if (planned != null) {
            return hasDrifted(changes, planned)
                    ? run.refused(
                            "plan_drifted",
                            changes + " applications would change, the preview has shown " + planned
                                    + ": preview again")
                    : null;
        }
        return needsPlan(changes, run.counts().of(Count.CHECKED))
                ? run.refused(
                        "plan_required",
                        changes + " applications would change: preview, and publish with the plan token")
                : null;
    }

    /** Whether the number of changes differs too much from that of the preview. */
    static boolean hasDrifted(long changes, long planned) {
        return Math.abs(changes - planned) * 100 > planned * MAX_DRIFT_PERCENT;
    }

    /** Whether so many changes among so many applications need a preview first. */
    static boolean needsPlan(long changes, long reachable) {
        return changes > FREE_CHANGES || (changes > ALWAYS_FREE_CHANGES && changes * 100 > reachable * FREE_PERCENT);
    }

    /** Makes the set effective. Whoever decides by rules holds the directory's lock in share mode meanwhile, or runs later. */
    private Run publish(Run counted, RunRequest.Publish publish) {
        directory.lockDirectory();
        if (deletion.ends(counted)) {
            return counted.refused("organization_deleted", "the organization was deleted");
        }
        Published current = ruleSets.find(counted.organizationId());
        long revision = current == null ? 0 : current.revision();
        if (revision != publish.baseRevision()) {
            return counted.refused("revision_conflict", "the rule set has revision " + revision + " meanwhile");
        }
        Published published = new Published(
                counted.organizationId(),
                revision + 1,
                publish.document(),
                counted.runId(),
                counted.actor(),
                clock.instant());
        ruleSets.publish(published);
        publisher.publish(published);
        runs.supersedeOthers(counted);
        return counted.at("", counted.counts()).with(Run.State.RUNNING);
    }

    private boolean execute(Run run) {
        if (run.request() instanceof RunRequest.Publish || run.request() instanceof RunRequest.Evaluate) {
            return applyRules(run);
        }
        if (run.request() instanceof RunRequest.Delete delete) {
            runs.update(deletion.step(run, delete));
            return true;
        }
        BulkChanges.Step step = bulkChanges.step(run, STEP_SIZE);
        Run changed = run.at(step.cursor(), step.counts());
        runs.update(step.isLast() ? changed.with(Run.State.DONE) : changed);
        if (step.isLast() && run.request() instanceof RunRequest.Undo undo && undo.publish() != null) {
            // The undone rules have also decided applications outside the run, and the undo has superseded other runs.
            runs.add(RuleTriggers.evaluation(UUID.randomUUID(), "rules_undone", run.actor(), clock.instant()));
        }
        return true;
    }

    private boolean applyRules(Run run) {
        if (run.cursor().isEmpty() && !runs.hasWaited(run)) {
            return false;
        }
        RuleEngine engine = engines.current();
        int size = engine.pageSize(PAGE_SIZE);
        List<Candidate> page = candidates.page(run.cursor(), size, engine.readsData());
        List<OwnershipChange> changes = handler.applyRules(changed(engine, run.organizationId(), page), run.runId());
        runs.addResults(run.runId(), results(changes));
        RunCounts counts = run.counts().plus(Count.CHANGED, changes.size());
        String cursor = page.isEmpty() ? run.cursor() : idOf(page.get(page.size() - 1));
        Run changed = run.at(cursor, counts);
        runs.update(page.size() < size ? changed.with(Run.State.DONE) : changed);
        return true;
    }

    private static SortedSet<String> changed(RuleEngine engine, String setKey, List<Candidate> page) {
        SortedSet<String> ids = new TreeSet<>();
        for (Candidate candidate : page) {
            RuleDecision decision = engine.decide(candidate.subject(), candidate.present());
            if (Planner.isChange(decision) && Planner.isWithinReach(engine, setKey, candidate, decision)) {
                ids.add(idOf(candidate));
            }
        }
        return ids;
    }

    private static List<Result> results(List<OwnershipChange> changes) {
        List<Result> results = new ArrayList<>();
        for (OwnershipChange change : changes) {
            results.add(new Result(
                    change.applicationId(),
                    Result.Status.CHANGED,
                    null,
                    change.revision(),
                    change.before(),
                    change.after()));
        }
        return results;
    }

    private static RunRequest.Publish publishOf(Run run) {
        return run.request() instanceof RunRequest.Undo undo
                ? Objects.requireNonNull(undo.publish())
                : (RunRequest.Publish) run.request();
    }

    private static String idOf(Candidate candidate) {
        return candidate.subject().applicationId();
    }
}
