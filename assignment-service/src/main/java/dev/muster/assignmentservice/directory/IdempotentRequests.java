package dev.muster.assignmentservice.directory;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Completed HTTP requests by idempotency key. All methods run in the caller's transaction. */
public interface IdempotentRequests {

    /**
     * A completed request.
     *
     * @param subjectId the organization, user or system that it changed
     * @param contentHash hash of the request, to detect another request with the same key
     */
    record CompletedRequest(String subjectId, String contentHash) {}

    /** The completed request with the key; null when there is none. */
    @Nullable
    CompletedRequest find(UUID commandId);

    void remember(UUID commandId, CompletedRequest completed);
}
