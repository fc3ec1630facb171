package dev.muster.assignmentservice.run;

import dev.muster.assignmentservice.ownership.OwnershipAction;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a run has to do. */
public interface RunRequest {

    /**
     * Publishes a rule set.
     *
     * @param document canonical JSON
     * @param baseRevision the revision that it replaces; 0 for none
     * @param plannedChanges the number of changes that a preview has shown; null without a preview
     */
    record Publish(
            String document, long baseRevision, @Nullable Long plannedChanges) implements RunRequest {}

    /** Applies the rules in force. {@code why} is a stable code: what has changed. */
    record Evaluate(String why) implements RunRequest {}

    /** Ends what refers to a deleted organization, and then publishes its last event. */
    record Delete(String organizationId) implements RunRequest {}

    /** Changes the applications that are staged as items of the run. */
    record Bulk(OwnershipAction action) implements RunRequest {}

    /**
     * Restores what a run has changed.
     *
     * @param publish the previous rules to publish again first; null when the run published none
     */
    record Undo(UUID runId, @Nullable Publish publish) implements RunRequest {}
}
