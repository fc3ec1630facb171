package dev.muster.assignmentservice.ownership;

import dev.muster.assignmentservice.ownership.OwnershipChange.Cause;
import dev.muster.assignmentservice.rule.Candidates;
import dev.muster.assignmentservice.rule.Candidates.Candidate;
import dev.muster.assignmentservice.rule.RuleDecision;
import dev.muster.assignmentservice.rule.RuleDecision.Found;
import dev.muster.assignmentservice.rule.RuleDecision.Present;
import dev.muster.assignmentservice.rule.RuleDecision.RuleReference;
import dev.muster.assignmentservice.rule.RuleEngine;
import dev.muster.assignmentservice.rule.RuleEngine.PublishedSet;
import dev.muster.assignmentservice.rule.RuleSet;
import dev.muster.assignmentservice.rule.Subject;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the rules say about the applications of one transaction. */
final class RuleEvaluation {

    /** Rules are not asked. */
    static final RuleEvaluation NONE = new RuleEvaluation(null, Map.of(), null);

    private final @Nullable RuleEngine engine;
    private final Map<String, Subject> subjects;
    private final @Nullable UUID runId;

    private RuleEvaluation(@Nullable RuleEngine engine, Map<String, Subject> subjects, @Nullable UUID runId) {
        this.engine = engine;
        this.subjects = subjects;
        this.runId = runId;
    }

    /** Reads the applications again: they are locked now. {@code runId} is the run that asks; null when none does. */
    static RuleEvaluation of(
            RuleEngine engine, Candidates candidates, Collection<String> applicationIds, @Nullable UUID runId) {
        if (applicationIds.isEmpty() || engine.isIdle()) {
            return NONE;
        }
        Map<String, Subject> subjects = new HashMap<>();
        for (Candidate candidate : candidates.find(applicationIds, engine.readsData())) {
            subjects.put(candidate.subject().applicationId(), candidate.subject());
        }
        return new RuleEvaluation(engine, subjects, runId);
    }

    /** The organizations that may become owners. */
    Set<String> organizationIds() {
        Set<String> ids = new HashSet<>();
        for (Subject subject : subjects.values()) {
            RuleDecision decision = engine == null ? null : engine.decide(subject, Present.NONE);
            if (decision != null && decision.found() != null) {
                ids.add(decision.found().organizationId());
            }
        }
        return ids;
    }

    Set<String> applicationIds() {
        return subjects.keySet();
    }

    RuleDecision decide(String applicationId, Ownership present) {
        Subject subject = subjects.get(applicationId);
        if (engine == null || subject == null) {
            throw new IllegalArgumentException("not evaluated: " + applicationId);
        }
        return engine.decide(subject, present.present());
    }

    Cause causeOf(Found found) {
        RuleReference rule = found.rule();
        PublishedSet set =
                engine == null || rule == null ? null : engine.published().get(rule.setKey());
        return set == null || rule == null
                ? new Cause(Cause.Kind.SYSTEM_OWNER, null, Cause.NOBODY, null, runId)
                : new Cause(Cause.Kind.RULE_APPLIED, set.commandId(), set.actor(), rule.ruleId(), runId);
    }

    /** The publish in force of the set that had the rule, or else of the platform's. */
    Cause causeOfUnmatched(Ownership before) {
        RuleReference rule = before.origin().rule();
        Map<String, PublishedSet> published = engine == null ? Map.of() : engine.published();
        PublishedSet set = rule == null ? null : published.get(rule.setKey());
        set = set == null ? published.get(RuleSet.PLATFORM) : set;
        return new Cause(
                Cause.Kind.RULE_UNMATCHED,
                set == null ? null : set.commandId(),
                set == null ? Cause.NOBODY : set.actor(),
                rule == null ? null : rule.ruleId(),
                runId);
    }
}
