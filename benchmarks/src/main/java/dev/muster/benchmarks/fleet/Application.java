package dev.muster.benchmarks.fleet;

import org.jspecify.annotations.Nullable;

/** An application in a report. The JSON contains no backslashes, tabs or line breaks. */
record Application(
        String moduleId,
        String instanceOf,
        String name,
        String source,
        @Nullable String displayName,
        String version,
        int nodeId,
        String nodeLabel,
        @Nullable String url,
        boolean userFacing,
        String inventoryData,
        String backupData,
        String servicesData) {}
