package dev.muster.assignmentservice.directory;

import dev.muster.assignmentservice.security.Caller;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A command about one organization and its associations, one user and its memberships, or one system.
 *
 * @param commandId the idempotency key
 * @param origin the Kafka record of the command; null when it came by HTTP: such a command never waits
 * @param caller whose access is checked; null when it is not checked here
 */
public record DirectoryCommand(
        UUID commandId,
        Instant issuedAt,
        String issuedBy,
        DirectoryAction action,
        @Nullable ReceivedRecord origin,
        @Nullable Caller caller) {

    /** A command whose caller is not checked. */
    public DirectoryCommand(
            UUID commandId,
            Instant issuedAt,
            String issuedBy,
            DirectoryAction action,
            @Nullable ReceivedRecord origin) {
        this(commandId, issuedAt, issuedBy, action, origin, null);
    }

    /** The time of the record, or of the request. Expiry depends on it, whenever the command is read. */
    public Instant receivedAt() {
        return origin == null ? issuedAt : origin.receivedAt();
    }

    /** The command with the authenticated caller, which replaces its issuer; unchanged when the caller is null. */
    public DirectoryCommand withCaller(@Nullable Caller authenticated) {
        return authenticated == null
                ? this
                : new DirectoryCommand(commandId, issuedAt, authenticated.subject(), action, origin, authenticated);
    }

    /** The subject of its action. */
    public String subjectId() {
        return action.subjectId();
    }
}
