package dev.muster.assignmentservice.directory;

import dev.muster.assignmentservice.security.Caller;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A wish about one organization, with its associations, one user, with its memberships, or one system.
 *
 * @param commandId the idempotency key
 * @param origin the record it came in; null when not from Kafka: such a command never waits
 * @param caller who has to be allowed what it wishes; null when that is not checked here
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

    /** When it came, by which it is judged whenever it is read: the record's time, or the request's. */
    public Instant receivedAt() {
        return origin == null ? issuedAt : origin.receivedAt();
    }

    /** The same by the caller, who counts as its issuer whatever the command says; as it is when that is null. */
    public DirectoryCommand from(@Nullable Caller known) {
        return known == null ? this : new DirectoryCommand(commandId, issuedAt, known.subject(), action, origin, known);
    }

    /** The organization, user or system whose commands it stands in line with. */
    public String subjectId() {
        return action.subjectId();
    }
}
