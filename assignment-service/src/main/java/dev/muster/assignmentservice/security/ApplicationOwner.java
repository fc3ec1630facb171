package dev.muster.assignmentservice.security;

import org.jspecify.annotations.Nullable;

/**
 * Where an application stands in the tree.
 *
 * @param ownerId the organization that owns it; null when none does
 * @param systemOwnerId the organization that owns its system; null when none does
 */
public record ApplicationOwner(
        String applicationId,
        String systemId,
        @Nullable String ownerId,
        @Nullable String systemOwnerId) {

    ApplicationOwner ownedBy(@Nullable String newOwnerId) {
        return new ApplicationOwner(applicationId, systemId, newOwnerId, systemOwnerId);
    }
}
