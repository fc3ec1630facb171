package dev.muster.assignmentservice.run;

import dev.muster.assignmentservice.directory.DirectoryChanges;
import dev.muster.assignmentservice.directory.DirectoryChanges.Change;
import dev.muster.assignmentservice.directory.DirectoryOutcome;
import dev.muster.assignmentservice.directory.DirectoryPublisher;
import dev.muster.assignmentservice.organization.Organization;
import dev.muster.assignmentservice.rule.RuleEngines;
import dev.muster.assignmentservice.rule.RuleSet;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * Publishes changes of the directory, and lets the rules decide again about all applications when an organization's activity
 * or place in the tree has changed, or it was deleted. Systems with another name or owner are queued by the database, because inventory
 * changes names too.
 */
public final class RuleTriggers implements DirectoryPublisher {

    private final DirectoryPublisher publisher;
    private final RuleEngines engines;
    private final RunStore runs;

    public RuleTriggers(DirectoryPublisher publisher, RuleEngines engines, RunStore runs) {
        this.publisher = publisher;
        this.engines = engines;
        this.runs = runs;
    }

    @Override
    public void publish(DirectoryChanges changes) {
        publisher.publish(changes);
        List<Change<?>> all = changes.all();
        if (all.isEmpty() || engines.current().isIdle()) {
            return;
        }
        Change<Organization> organization = null;
        for (Change<?> change : all) {
            if (change.isOf(Organization.class) && affectsRules(change.cast(Organization.class))) {
                organization = change.cast(Organization.class);
            }
        }
        if (organization != null && !runs.holdPendingEvaluation()) {
            runs.add(evaluation(
                    UUID.randomUUID(), "organization_changed", organization.actor(), organization.recordedAt()));
        }
    }

    @Override
    public void publishOutcomes(List<DirectoryOutcome> outcomes) {
        publisher.publishOutcomes(outcomes);
    }

    /** A run that lets the rules decide about all applications; {@code why} is a stable code. */
    static Run evaluation(UUID runId, String why, String actor, Instant now) {
        return new Run(
                runId,
                Run.Kind.EVALUATE,
                Run.State.RUNNING,
                RuleSet.PLATFORM,
                actor,
                new RunRequest.Evaluate(why),
                RunCounts.NONE,
                null,
                "",
                "",
                null,
                now,
                null);
    }

    private static boolean affectsRules(Change<Organization> change) {
        Organization before = change.before();
        Organization after = change.after();
        return before != null
                && (after == null
                        || before.active() != after.active()
                        || !Objects.equals(before.parentId(), after.parentId()));
    }
}
