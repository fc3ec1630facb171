package dev.muster.ingestservice.agent.web;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Facts that are read from a facts document.
 *
 * @param fqdn the host of the cluster, or else of its leader; null when the document has none
 * @param systemName the name of the cluster, at most 128 characters; null when the document has none
 * @param nodeNames display names by node number; nodes without a name are left out
 * @param skippedModules ids of modules that have no type, which are no applications
 */
record Facts(
        @Nullable String fqdn,
        @Nullable String systemName,
        Map<Integer, String> nodeNames,
        List<FactsModule> modules,
        List<String> skippedModules) {}
