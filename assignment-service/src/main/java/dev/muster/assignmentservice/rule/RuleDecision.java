package dev.muster.assignmentservice.rule;

import dev.muster.assignmentservice.rule.Rule.OnUnmatch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the rules decide about an application.
 *
 * @param found the new owner, or that which stays; null unless rules or the system found one
 * @param steps the rules that won, from the platform's set down
 */
public record RuleDecision(Kind kind, @Nullable Found found, List<Step> steps) {

    public RuleDecision {
        steps = List.copyOf(steps);
    }

    public enum Kind {
        /** Pinned: rules are not asked. */
        PINNED,
        /** The present owner stays. */
        UNCHANGED,
        /** It gets the owner that was found, or the same owner by another rule. */
        ASSIGN,
        /** It loses the owner that a rule gave it. */
        UNASSIGN,
        /** The winning rule cannot be followed; the present owner stays. */
        BLOCKED
    }

    /** Where an owner comes from. */
    public enum Source {
        /** A command of a person or a program. */
        EXPLICIT,
        RULE,
        /** The owner of the system. */
        SYSTEM
    }

    /**
     * The owner at present.
     *
     * @param source null when there is no owner
     * @param rule that gave the owner; null unless the source is RULE
     * @param onUnmatch of that rule when it gave the owner
     */
    public record Present(
            @Nullable String organizationId,
            boolean pinned,
            @Nullable Source source,
            @Nullable RuleReference rule,
            @Nullable OnUnmatch onUnmatch) {

        /** No owner, and nobody decided so. */
        public static final Present NONE = new Present(null, false, null, null, null);
    }

    /** A rule of the set of an organization, or of {@link RuleSet#PLATFORM}. */
    public record RuleReference(String setKey, String ruleId) {}

    /**
     * An owner that was found.
     *
     * @param revision of the set that has the rule, and {@code onUnmatch} of the rule; 0 and null without a rule
     */
    public record Found(
            String organizationId,
            Source source,
            @Nullable RuleReference rule,
            long revision,
            @Nullable OnUnmatch onUnmatch) {

        static Found bySystem(String organizationId) {
            return new Found(organizationId, Source.SYSTEM, null, 0, null);
        }

        static Found byRule(String organizationId, String setKey, long revision, Rule rule) {
            return new Found(
                    organizationId, Source.RULE, new RuleReference(setKey, rule.id()), revision, rule.onUnmatch());
        }

        /** Whether the present owner is this one, by the same rule; the revision of the set does not matter. */
        boolean equalsRuleOf(Present present) {
            return organizationId.equals(present.organizationId())
                    && source == present.source()
                    && (rule == null ? present.rule() == null : rule.equals(present.rule()));
        }
    }

    /**
     * A set whose rule won.
     *
     * @param organizationId the target; null when the system has no owner
     * @param blocked whether the target is unknown, inactive or elsewhere in the tree
     */
    public record Step(
            String setKey,
            long revision,
            Rule winner,
            @Nullable String organizationId,
            boolean blocked) {}
}
