package dev.muster.assignmentservice.organization;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An organization with its application and counts.
 *
 * @param application the application that it was created for; null when there is none
 * @param applications number of applications that it owns, without removed ones
 * @param members number of its members
 */
public record OrganizationView(
        StoredOrganization stored, @Nullable NamedApplication application, long applications, long members) {

    public Organization organization() {
        return stored.organization();
    }

    /**
     * An application as organizations refer to it.
     *
     * @param name its display name; its id when there is none
     */
    public record NamedApplication(String applicationId, String name) {}

    /**
     * An application that an organization owns.
     *
     * @param instanceOf its type
     * @param lastInventoryAt the time of the newest report that contains it
     */
    public record OwnedApplication(
            NamedApplication application, String instanceOf, Instant firstSeenAt, Instant lastInventoryAt) {}
}
