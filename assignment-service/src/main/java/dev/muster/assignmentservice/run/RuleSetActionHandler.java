package dev.muster.assignmentservice.run;

import dev.muster.assignmentservice.directory.Decision;
import dev.muster.assignmentservice.directory.DirectoryAction;
import dev.muster.assignmentservice.directory.DirectoryActionHandler;
import dev.muster.assignmentservice.directory.DirectoryChanges;
import dev.muster.assignmentservice.directory.DirectoryCommand;
import dev.muster.assignmentservice.organization.OrganizationStore;
import dev.muster.assignmentservice.rule.RuleDocument;
import dev.muster.assignmentservice.rule.RuleSet;
import dev.muster.assignmentservice.rule.RuleSetParser.InvalidRuleSetException;
import dev.muster.assignmentservice.run.PlanTokens.Plan;
import dev.muster.assignmentservice.run.RuleSets.Published;
import java.time.Instant;
import java.util.Objects;

/**
 * Accepts rule sets: validates them and begins the run that counts what they change, makes them effective and applies them.
 * An unchanged set changes nothing.
 */
public final class RuleSetActionHandler implements DirectoryActionHandler {

    private final RuleSets ruleSets;
    private final RuleSetReader reader;
    private final RunStore runs;
    private final PlanTokens tokens;
    private final OrganizationStore organizations;

    public RuleSetActionHandler(
            RuleSets ruleSets,
            RuleSetReader reader,
            RunStore runs,
            PlanTokens tokens,
            OrganizationStore organizations) {
        this.ruleSets = ruleSets;
        this.reader = reader;
        this.runs = runs;
        this.tokens = tokens;
        this.organizations = organizations;
    }

    @Override
    public boolean handles(DirectoryAction action) {
        return action instanceof PublishRules;
    }

    @Override
    public Decision apply(DirectoryCommand command, Instant now, DirectoryChanges changes) {
        PublishRules publish = (PublishRules) command.action();
        if (!publish.setKey().equals(RuleSet.PLATFORM) && organizations.find(publish.setKey()) == null) {
            return Decision.organizationMissing(
                    "organization_not_found", "the organization is not registered", publish.setKey());
        }
        String document;
        try {
            document = RuleDocument.write(reader.read(publish.setKey(), publish.document()));
        } catch (InvalidRuleSetException e) {
            return Decision.rejected("rule_set_invalid", Objects.requireNonNull(e.getMessage()));
        }
        Published current = ruleSets.find(publish.setKey());
        long revision = current == null ? 0 : current.revision();
        Long expected = publish.expectedRevision();
        if (expected != null && expected != revision) {
            return Decision.rejected(
                    "revision_conflict", "the rule set has revision " + revision + ", not " + expected);
        }
        if (current != null && current.document().equals(document)) {
            return Decision.UNCHANGED;
        }
        if (runs.findPublishing(publish.setKey()) != null) {
            return Decision.rejected("publish_in_progress", "another publish of this set is not effective yet");
        }
        runs.lockNumber(publish.setKey());
        if (runs.countUnfinished(publish.setKey()) >= BulkRuns.MAX_UNFINISHED) {
            return Decision.rejected("too_many_runs", BulkRuns.TOO_MANY);
        }
        return begin(command, publish, document, revision, now);
    }

    private Decision begin(
            DirectoryCommand command, PublishRules publish, String document, long revision, Instant now) {
        String token = publish.planToken();
        Plan plan = null;
        if (token != null) {
            plan = tokens.use(token, PlanTokens.subjectOf(publish.setKey(), document), revision, now);
            if (plan.problem() != null) {
                return Decision.rejected(Objects.requireNonNull(plan.problem()), plan.message());
            }
        }
        runs.add(newRun(
                command,
                publish.setKey(),
                new RunRequest.Publish(document, revision, plan == null ? null : plan.changes()),
                now));
        return Decision.APPLIED;
    }

    private static Run newRun(DirectoryCommand command, String setKey, RunRequest request, Instant now) {
        return new Run(
                command.commandId(),
                Run.Kind.PUBLISH,
                Run.State.COUNTING,
                setKey,
                command.issuedBy(),
                request,
                RunCounts.NONE,
                null,
                "",
                "",
                null,
                now,
                null);
    }
}
