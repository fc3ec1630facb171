package dev.muster.benchmarks.fleet;

import org.jspecify.annotations.Nullable;

/** One application as a report has it. The JSON has no backslashes, tabs or line ends. */
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
