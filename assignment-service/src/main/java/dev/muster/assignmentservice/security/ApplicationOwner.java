package dev.muster.assignmentservice.security;

import org.jspecify.annotations.Nullable;

/**
 * The owners that give access to an application.
 *
 * @param ownerId the organization that owns it; null for none
 * @param systemOwnerId the organization that owns its system; null for none
 */
public record ApplicationOwner(
        String applicationId,
        String systemId,
        @Nullable String ownerId,
        @Nullable String systemOwnerId) {

    ApplicationOwner withOwner(@Nullable String newOwnerId) {
        return new ApplicationOwner(applicationId, systemId, newOwnerId, systemOwnerId);
    }
}
