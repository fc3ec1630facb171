package dev.muster.assignmentservice.application;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What inventory says of an application.
 *
 * @param data what collectors reported besides; null where it was not asked for
 * @param lastInventoryAt the newest report that has it
 * @param deletedAt the time of the first newer snapshot that lacks it; null while it is there
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

    /** JSON objects as text, as they were reported. */
    public record Data(String inventory, String backup, String services) {}
}
