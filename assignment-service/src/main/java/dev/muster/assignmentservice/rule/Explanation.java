package dev.muster.assignmentservice.rule;

import dev.muster.assignmentservice.rule.Criterion.Any;
import dev.muster.assignmentservice.rule.Criterion.Comparison;
import dev.muster.assignmentservice.rule.Criterion.Truth;
import dev.muster.assignmentservice.rule.RuleDecision.Present;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the rules decide about an application.
 *
 * @param sets the sets that are asked, from the platform's down
 */
public record Explanation(RuleDecision decision, List<SetExplanation> sets) {

    private static final int MAX_SHOWN = 200;

    public Explanation {
        sets = List.copyOf(sets);
    }

    /** One set with its rules in order. {@code blocked} says that the winner has a target that cannot own it. */
    public record SetExplanation(
            String setKey,
            long revision,
            List<RuleExplanation> rules,
            @Nullable String target,
            boolean blocked) {

        public SetExplanation {
            rules = List.copyOf(rules);
        }
    }

    /** What became of a rule. */
    public enum Result {
        OFF,
        /** It matches, and only observes. */
        OBSERVED,
        /** The first one that matches and enforces. */
        WON,
        /** It matches too, behind the winner. */
        MATCHED_LATER,
        NOT_MATCHED
    }

    /**
     * One rule.
     *
     * @param failed the first criterion that does not match, with the value that it has found; null when the rule matches
     */
    public record RuleExplanation(
            String ruleId, Result result, @Nullable String failed) {}

    /** Explains the decision that the engine makes about the application now. */
    public static Explanation of(RuleEngine engine, Subject subject, Present present) {
        RuleDecision decision = engine.decide(subject, present);
        // A pinned application is explained too: as if it was given back to the rules.
        RuleDecision open = engine.decide(
                subject,
                new Present(present.organizationId(), false, present.source(), present.rule(), present.onUnmatch()));
        Set<String> keys = new LinkedHashSet<>();
        keys.add(RuleSet.PLATFORM);
        open.steps().forEach(step -> {
            keys.add(step.setKey());
            if (!step.blocked() && step.organizationId() != null) {
                keys.add(step.organizationId());
            }
        });
        if (engine.ownerFromSystem() && subject.systemOrganization() != null) {
            keys.add(subject.systemOrganization());
        }
        List<SetExplanation> sets = new ArrayList<>();
        for (String key : keys) {
            CompiledRuleSet set = engine.set(key);
            if (set != null) {
                sets.add(explain(engine, key, set, subject, open));
            }
        }
        return new Explanation(decision, sets);
    }

    private static SetExplanation explain(
            RuleEngine engine, String key, CompiledRuleSet set, Subject subject, RuleDecision decision) {
        RuleDecision.Step step = decision.steps().stream()
                .filter(one -> one.setKey().equals(key))
                .findFirst()
                .orElse(null);
        List<RuleExplanation> rules = new ArrayList<>();
        for (Rule rule : set.rules()) {
            boolean matches = rule.mode() != Rule.Mode.OFF && rule.match().test(subject, engine.places()) == Truth.TRUE;
            boolean won = step != null && step.winner().equals(rule);
            Result result = result(rule, matches, won);
            String failed = result == Result.NOT_MATCHED ? failed(rule.match(), subject, engine.places()) : null;
            rules.add(new RuleExplanation(rule.id(), result, failed));
        }
        return new SetExplanation(
                key,
                set.revision(),
                rules,
                step == null ? null : step.organizationId(),
                step != null && step.blocked());
    }

    private static Result result(Rule rule, boolean matches, boolean won) {
        if (rule.mode() == Rule.Mode.OFF) {
            return Result.OFF;
        }
        if (!matches) {
            return Result.NOT_MATCHED;
        }
        if (rule.mode() == Rule.Mode.OBSERVE) {
            return Result.OBSERVED;
        }
        return won ? Result.WON : Result.MATCHED_LATER;
    }

    /** The first criterion that is not true, as the document has it, and the value of its field. */
    private static @Nullable String failed(Criterion criterion, Subject subject, OrganizationPlaces places) {
        if (criterion.test(subject, places) == Truth.TRUE) {
            return null;
        }
        if (criterion instanceof Criterion.All all) {
            return all.criteria().stream()
                    .map(one -> failed(one, subject, places))
                    .filter(one -> one != null)
                    .findFirst()
                    .orElse(null);
        }
        if (criterion instanceof Any any) {
            return "none of " + any.criteria().size() + " matches; the first one: "
                    + failed(any.criteria().get(0), subject, places);
        }
        if (criterion instanceof Criterion.Not not) {
            return "not: " + described(not.criterion(), subject);
        }
        return described(criterion, subject);
    }

    private static String described(Criterion criterion, Subject subject) {
        if (!(criterion instanceof Comparison comparison)) {
            StringBuilder json = new StringBuilder();
            RuleDocument.append(criterion, json);
            return json.toString();
        }
        Subject.FieldValue value = subject.value(comparison.field());
        String found = value.present() ? String.join(", ", value.texts()) : "absent";
        String operator = comparison.operator().name().toLowerCase(Locale.ROOT);
        String values = comparison.values().isEmpty() ? "" : " " + String.join(", ", comparison.values());
        return comparison.field().name() + " " + operator + values + "; it is "
                + (found.length() > MAX_SHOWN ? found.substring(0, MAX_SHOWN) + "…" : found);
    }
}
