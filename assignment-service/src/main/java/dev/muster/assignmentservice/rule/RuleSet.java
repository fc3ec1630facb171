package dev.muster.assignmentservice.rule;

import java.util.List;

/** The rules of an organization or of the platform, in the order of their evaluation. */
public record RuleSet(List<Rule> rules) {

    /** The key of the platform's set. No organization can be registered with this id. */
    public static final String PLATFORM = "_platform";

    public static final RuleSet EMPTY = new RuleSet(List.of());

    public RuleSet {
        rules = List.copyOf(rules);
    }
}
