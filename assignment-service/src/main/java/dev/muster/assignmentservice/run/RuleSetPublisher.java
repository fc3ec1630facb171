package dev.muster.assignmentservice.run;

import dev.muster.assignmentservice.run.RuleSets.Published;

/** Publishes rule sets that came into force, or were removed, when the caller's transaction commits. */
public interface RuleSetPublisher {

    void publish(Published published);

    /** Publishes the tombstone of a deleted organization's set. */
    void publishRemoval(String setKey);
}
