package dev.muster.assignmentservice.ownership;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The state of an organization that decisions depend on. Locked until the end of the transaction that read it.
 *
 * @param active whether it may own applications
 * @param rebrandingOrgId the nearest organization, from itself to the root, with rebranding enabled; null when there is none
 * @param resolvedByCommand the directory command that last changed {@code rebrandingOrgId}; null when there is none
 * @param resolvedBy the issuer of that command
 */
public record OrganizationFacts(
        String organizationId,
        boolean active,
        @Nullable String rebrandingOrgId,
        @Nullable UUID resolvedByCommand,
        String resolvedBy) {}
