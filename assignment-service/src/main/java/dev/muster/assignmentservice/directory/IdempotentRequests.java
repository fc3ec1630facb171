package dev.muster.assignmentservice.directory;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The requests for changes of the directory that were done, by their idempotency keys. In the caller's transaction. */
public interface IdempotentRequests {

    /**
     * A request that was done.
     *
     * @param subjectId what it was about: the id of an organization, a user or a system
     * @param contentHash of what it asked for: another request under the same key is told by it
     */
    record Done(String subjectId, String contentHash) {}

    /** The request of the key; null when none was done. */
    @Nullable
    Done find(UUID commandId);

    /** Remembers a request that was done. */
    void remember(UUID commandId, Done done);
}
