package dev.muster.assignmentservice.application;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The whole of an application.
 *
 * @param owner null when nobody owns it
 * @param rebrandingPublicId the public id of the organization whose branding applies; null when none does
 * @param systemName null when nobody has named the system
 * @param updatedAt the latest time at which it appeared, was removed, changed its ownership or its details
 */
public record Application(
        ReportedApplication reported,
        @Nullable Owner owner,
        @Nullable String rebrandingPublicId,
        long ownershipRevision,
        ApplicationDetails details,
        @Nullable String systemName,
        Instant updatedAt) {

    /** What it is called: by people, else by inventory. */
    public @Nullable String displayName() {
        return details.displayName() == null ? reported.displayName() : details.displayName();
    }

    /** Where it is: by people, else by inventory. */
    public @Nullable String url() {
        return details.url() == null ? reported.url() : details.url();
    }

    /** Which state of what clients can change this is. */
    public Version version() {
        return new Version(ownershipRevision, details.revision());
    }

    /** The revisions of what clients can change. */
    public record Version(long ownership, long details) {}
}
