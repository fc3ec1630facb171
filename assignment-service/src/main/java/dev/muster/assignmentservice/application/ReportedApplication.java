package dev.muster.assignmentservice.application;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

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
