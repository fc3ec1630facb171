package dev.muster.assignmentservice.application;

import dev.muster.assignmentservice.security.Caller;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A caller's wish that an organization own an application.
 *
 * @param commandId the idempotency key
 * @param organizationKey any key of the organization; null when nobody is to own it
 */
public record AssignRequest(
        Caller caller,
        UUID commandId,
        String applicationId,
        @Nullable String organizationKey,
        ExpectedVersion expectation) {}
