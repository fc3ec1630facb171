package dev.muster.assignment.directory;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A wish about one organization.
 *
 * @param commandId the idempotency key
 * @param origin the record it came in; null when not from Kafka: such a command never waits for a parent
 */
public record DirectoryCommand(
        UUID commandId,
        Instant issuedAt,
        String issuedBy,
        DirectoryAction action,
        @Nullable ReceivedRecord origin) {

    /** The organization that it is about. */
    public String organizationId() {
        return action.organizationId();
    }
}
