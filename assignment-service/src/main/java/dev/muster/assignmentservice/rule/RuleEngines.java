package dev.muster.assignmentservice.rule;

import dev.muster.assignmentservice.rule.RuleEngine.PublishedSet;

/** The rule engine that is in force. */
public interface RuleEngines {

    /**
     * The engine of the published sets, the organizations and the setting as they are now. Takes a transaction id for the
     * caller's transaction first: a run that begins after a publish waits for every transaction that may have read the sets
     * before it. What the caller reads later, in statements of its own, is then either new enough for the new sets or in
     * the way of that run.
     */
    RuleEngine current();

    /**
     * The engine as it would be with another set of an organization or the platform in force. Takes a transaction id, like
     * {@link #current}.
     */
    RuleEngine draft(String key, PublishedSet set);
}
