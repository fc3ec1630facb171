package dev.muster.assignmentservice.run;

import dev.muster.assignmentservice.rule.Candidates.Candidate;
import dev.muster.assignmentservice.rule.RuleDecision;
import dev.muster.assignmentservice.rule.RuleDecision.Found;
import dev.muster.assignmentservice.rule.RuleDecision.RuleReference;
import dev.muster.assignmentservice.rule.RuleDocument;
import dev.muster.assignmentservice.rule.RuleEngine;
import dev.muster.assignmentservice.rule.RuleSet;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Previews of rule sets: what they would change, and a token to publish exactly that. */
public final class PlanPreview {

    private static final int MAX_SAMPLES = 100;

    private final Planner planner;
    private final PlanTokens tokens;
    private final Clock clock;

    public PlanPreview(Planner planner, PlanTokens tokens, Clock clock) {
        this.planner = planner;
        this.tokens = tokens;
        this.clock = clock;
    }

    /**
     * A change that a publish would make.
     *
     * @param from the owner at present; null for none
     * @param to the new owner; null for none
     * @param ruleSet the set of the rule; null without a rule
     */
    public record Sample(
            String applicationId,
            @Nullable String from,
            @Nullable String to,
            @Nullable String ruleSet,
            @Nullable String ruleId) {

        /** What may be shown to someone who knows only some organizations: the others are null, with the rules of their sets. */
        public Sample shown(Predicate<@Nullable String> isKnown) {
            boolean ruleKnown = isKnown.test(ruleSet);
            return new Sample(
                    applicationId,
                    isKnown.test(from) ? from : null,
                    isKnown.test(to) ? to : null,
                    ruleKnown ? ruleSet : null,
                    ruleKnown ? ruleId : null);
        }

        private static Sample of(Candidate candidate, RuleDecision decision) {
            Found found = decision.found();
            RuleReference rule = found == null ? candidate.present().rule() : found.rule();
            return new Sample(
                    candidate.subject().applicationId(),
                    candidate.present().organizationId(),
                    found == null ? null : found.organizationId(),
                    rule == null ? null : rule.setKey(),
                    rule == null ? null : rule.ruleId());
        }
    }

    /**
     * A preview.
     *
     * @param samples the first changes, at most {@value #MAX_SAMPLES}
     * @param needsToken whether so many changes cannot be published without a token
     */
    public record Preview(
            RunCounts counts, List<Sample> samples, boolean needsToken, String token, Instant expiresAt) {}

    /**
     * Previews a rule set.
     *
     * @param revision the revision in force; 0 for none
     * @param engine the engine with the set
     */
    public Preview ofRules(String setKey, RuleSet rules, long revision, RuleEngine engine) {
        List<Sample> samples = new ArrayList<>();
        RunCounts counts = planner.plan(engine, setKey, (candidate, decision) -> {
            if (samples.size() < MAX_SAMPLES) {
                samples.add(Sample.of(candidate, decision));
            }
        });
        Instant now = clock.instant();
        String token =
                tokens.create(PlanTokens.subjectOf(setKey, RuleDocument.write(rules)), revision, counts.changes(), now);
        return new Preview(
                counts,
                samples,
                RunExecutor.needsPlan(counts.changes(), counts.of(RunCounts.Count.CHECKED)),
                token,
                now.plus(PlanTokens.VALIDITY));
    }

    /** Passes every change that a publish would make, in the order of the applications' ids. */
    public void eachChange(RuleEngine engine, String setKey, Consumer<Sample> consumer) {
        planner.plan(engine, setKey, (candidate, decision) -> consumer.accept(Sample.of(candidate, decision)));
    }
}
