package dev.muster.assignmentservice.application;

import dev.muster.assignmentservice.organization.OrganizationType;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An application with its reported state, ownership and details.
 *
 * @param owner null when unassigned, or when the caller may not know the owner
 * @param ownerHidden whether it has an owner that the caller may not know
 * @param rebrandingPublicId the public id of the organization whose branding applies; null when none does
 * @param systemName null when the system has no name
 * @param updatedAt when it last appeared, was removed, or changed its ownership or details
 */
public record Application(
        ReportedApplication reported,
        @Nullable Owner owner,
        boolean ownerHidden,
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

    /** Whether an organization owns it. */
    public boolean isAssigned() {
        return owner != null || ownerHidden;
    }

    /** The application without its owner, and without what tells or belongs to the owner: the rebranding and the notes. */
    Application withoutOwner() {
        return new Application(
                reported, null, true, null, ownershipRevision, details.withoutNotes(), systemName, updatedAt);
    }

    public Version version() {
        return new Version(ownershipRevision, details.revision());
    }

    /** The revisions of the parts that clients can change. */
    public record Version(long ownership, long details) {}

    /** The organization that owns an application. */
    public record Owner(
            String organizationId,
            String publicId,
            UUID uuid,
            String name,
            String description,
            OrganizationType type) {}

    /**
     * The state of an application in inventory.
     *
     * @param data additional reported data; null when not requested
     * @param lastInventoryAt the time of the newest report that contains it
     * @param deletedAt the time of the first newer snapshot that lacks it; null while present
     */
    public record ReportedApplication(
            String applicationId,
            String systemId,
            String moduleId,
            String instanceOf,
            String name,
            String source,
            @Nullable String displayName,
            @Nullable Integer nodeId,
            @Nullable String nodeLabel,
            String version,
            @Nullable String url,
            boolean userFacing,
            @Nullable Data data,
            Instant firstSeenAt,
            Instant lastInventoryAt,
            @Nullable Instant deletedAt) {

        /** JSON objects as text. */
        public record Data(String inventory, String backup, String services) {}
    }
}
