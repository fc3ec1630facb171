package dev.muster.assignmentservice.application;

import dev.muster.assignmentservice.security.Caller;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request to assign or unassign an application.
 *
 * @param commandId the idempotency key
 * @param organizationKey any key of the organization; null to unassign
 */
public record AssignRequest(
        Caller caller,
        UUID commandId,
        String applicationId,
        @Nullable String organizationKey,
        ExpectedVersion expectedVersion) {}
