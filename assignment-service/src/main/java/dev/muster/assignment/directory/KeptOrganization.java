package dev.muster.assignment.directory;

import java.time.Instant;

/**
 * An organization as it is kept.
 *
 * @param revision rises by one with each change, without gaps, from 1
 * @param createdAt when it was registered, and {@code updatedAt} when it was changed last
 */
public record KeptOrganization(Organization organization, long revision, Instant createdAt, Instant updatedAt) {

    static KeptOrganization registered(Organization organization, Instant now) {
        return new KeptOrganization(organization, 1, now, now);
    }

    KeptOrganization changedTo(Organization after, Instant now) {
        return new KeptOrganization(after, revision + 1, createdAt, now);
    }
}
