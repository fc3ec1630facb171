package dev.muster.assignment.directory;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A wish about one organization or user.
 *
 * @param commandId the idempotency key
 * @param origin the record it came in; null when not from Kafka: such a command never waits
 */
public record DirectoryCommand(
        UUID commandId,
        Instant issuedAt,
        String issuedBy,
        DirectoryAction action,
        @Nullable ReceivedRecord origin) {

    /** The organization or user whose commands it stands in line with. */
    public String subjectId() {
        return action.subjectId();
    }
}
