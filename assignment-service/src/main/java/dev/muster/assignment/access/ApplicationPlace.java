package dev.muster.assignment.access;

import org.jspecify.annotations.Nullable;

/**
 * Where an application stands in the tree.
 *
 * @param ownerId the organization that owns it; null when none does
 * @param systemOwnerId the organization that owns its system; null when none does
 */
public record ApplicationPlace(
        String applicationId,
        String systemId,
        @Nullable String ownerId,
        @Nullable String systemOwnerId) {

    ApplicationPlace ownedBy(@Nullable String newOwnerId) {
        return new ApplicationPlace(applicationId, systemId, newOwnerId, systemOwnerId);
    }
}
