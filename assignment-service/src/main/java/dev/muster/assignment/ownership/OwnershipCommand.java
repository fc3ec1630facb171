package dev.muster.assignment.ownership;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A wish about one application.
 *
 * @param commandId the idempotency key
 * @param expectedRevision the ownership revision that the sender believes in; null when any will do
 * @param waits whether it waits for an application that is not present, instead of being rejected
 * @param expiresAt when it stops waiting; null for the default
 * @param position where it came from; null when not from Kafka
 */
public record OwnershipCommand(
        UUID commandId,
        Instant issuedAt,
        String issuedBy,
        String applicationId,
        @Nullable Long expectedRevision,
        boolean waits,
        @Nullable Instant expiresAt,
        OwnershipAction action,
        @Nullable SourcePosition position) {}
