package dev.muster.assignmentservice.application;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An application with its reported state, ownership and details.
 *
 * @param owner null when unassigned
 * @param rebrandingPublicId the public id of the organization whose branding applies; null when none does
 * @param systemName null when the system has no name
 * @param updatedAt when it last appeared, was removed, or changed its ownership or details
 */
public record Application(
        ReportedApplication reported,
        @Nullable Owner owner,
        @Nullable String rebrandingPublicId,
        long ownershipRevision,
        ApplicationDetails details,
        @Nullable String systemName,
        Instant updatedAt) {

    /** The display name of the details, or else the reported one. */
    public @Nullable String displayName() {
        return details.displayName() == null ? reported.displayName() : details.displayName();
    }

    /** The URL of the details, or else the reported one. */
    public @Nullable String url() {
        return details.url() == null ? reported.url() : details.url();
    }

    public Version version() {
        return new Version(ownershipRevision, details.revision());
    }

    /** The revisions of the parts that clients can change. */
    public record Version(long ownership, long details) {}
}
