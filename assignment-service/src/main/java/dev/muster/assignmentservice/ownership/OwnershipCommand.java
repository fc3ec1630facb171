package dev.muster.assignmentservice.ownership;

import dev.muster.assignmentservice.security.Caller;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A command that changes the ownership of one application.
 *
 * @param commandId the idempotency key
 * @param receivedAt the time of the record or request, by which expiry is decided whenever it is read; for a stored waiting
 *     command, when it was issued
 * @param expectedRevision the expected ownership revision; null for any
 * @param waits whether it waits when its application is not present, instead of being rejected
 * @param expiresAt when it stops waiting; null for the default
 * @param position the position in Kafka; null for other sources
 * @param caller whose access is checked; null for no check
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

    /** The command of an authenticated caller, who replaces the issuer. Unchanged when null. */
    public OwnershipCommand withCaller(@Nullable Caller authenticated) {
        return authenticated == null
                ? this
                : new OwnershipCommand(
                        commandId,
                        issuedAt,
                        receivedAt,
                        authenticated.subject(),
                        applicationId,
                        expectedRevision,
                        waits,
                        expiresAt,
                        action,
                        position,
                        authenticated);
    }
}
