package dev.muster.assignmentservice.run;

import dev.muster.assignmentservice.run.RuleSets.Published;

/** Publishes rule sets that came into force when the caller's transaction commits. */
public interface RuleSetPublisher {

    void publish(Published published);
}
