package dev.muster.ingest.inventory;

import org.jspecify.annotations.Nullable;

/**
 * Everything that a report says of an application besides that it is there. The last three are JSON objects, kept as
 * they were written.
 */
public record Attributes(
        String instanceOf,
        String name,
        String source,
        @Nullable String displayName,
        String version,
        @Nullable Integer nodeId,
        @Nullable String nodeLabel,
        @Nullable String url,
        boolean userFacing,
        String inventoryData,
        String backupData,
        String servicesData) {}
