package dev.muster.assignmentservice.ownership;

import dev.muster.assignmentservice.security.Caller;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A wish about one application.
 *
 * @param commandId the idempotency key
 * @param receivedAt when it came, by which it is judged whenever it is read: the record's time or the request's; of one
 *     that is kept waiting, when it was issued
 * @param expectedRevision the ownership revision that the sender believes in; null when any will do
 * @param waits whether it waits for an application that is not present, instead of being rejected
 * @param expiresAt when it stops waiting; null for the default
 * @param position where it came from; null when not from Kafka
 * @param caller who has to be allowed what it wishes; null when that is not checked here
 */
public record OwnershipCommand(
        UUID commandId,
        Instant issuedAt,
        Instant receivedAt,
        String issuedBy,
        String applicationId,
        @Nullable Long expectedRevision,
        boolean waits,
        @Nullable Instant expiresAt,
        OwnershipAction action,
        @Nullable SourcePosition position,
        @Nullable Caller caller) {

    /** A command whose caller is not checked. */
    public OwnershipCommand(
            UUID commandId,
            Instant issuedAt,
            Instant receivedAt,
            String issuedBy,
            String applicationId,
            @Nullable Long expectedRevision,
            boolean waits,
            @Nullable Instant expiresAt,
            OwnershipAction action,
            @Nullable SourcePosition position) {
        this(
                commandId,
                issuedAt,
                receivedAt,
                issuedBy,
                applicationId,
                expectedRevision,
                waits,
                expiresAt,
                action,
                position,
                null);
    }

    /** The same by the caller, who counts as its issuer whatever the command says; as it is when that is null. */
    public OwnershipCommand from(@Nullable Caller known) {
        return known == null
                ? this
                : new OwnershipCommand(
                        commandId,
                        issuedAt,
                        receivedAt,
                        known.subject(),
                        applicationId,
                        expectedRevision,
                        waits,
                        expiresAt,
                        action,
                        position,
                        known);
    }
}
