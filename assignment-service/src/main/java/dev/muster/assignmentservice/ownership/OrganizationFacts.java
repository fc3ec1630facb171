package dev.muster.assignmentservice.ownership;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What ownership needs to know of an organization. It cannot change until the transaction ends that asked for it.
 *
 * @param active whether it may be given applications
 * @param rebrandingOrgId the nearest organization from it up its parents whose rebranding is enabled; null when none is
 * @param resolvedByCommand the directory command that last changed {@code rebrandingOrgId}; null when none did
 * @param resolvedBy who issued it
 */
public record OrganizationFacts(
        String organizationId,
        boolean active,
        @Nullable String rebrandingOrgId,
        @Nullable UUID resolvedByCommand,
        String resolvedBy) {}
