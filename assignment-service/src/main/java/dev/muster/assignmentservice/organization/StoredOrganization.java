package dev.muster.assignmentservice.organization;

import java.time.Instant;

/**
 * An organization as stored, with its revision.
 *
 * @param revision increases by one with each change, without gaps, from 1
 * @param createdAt when it was registered, and {@code updatedAt} when it was changed last
 */
public record StoredOrganization(Organization organization, long revision, Instant createdAt, Instant updatedAt) {

    static StoredOrganization registered(Organization organization, Instant now) {
        return new StoredOrganization(organization, 1, now, now);
    }

    StoredOrganization changedTo(Organization after, Instant now) {
        return new StoredOrganization(after, revision + 1, createdAt, now);
    }
}
