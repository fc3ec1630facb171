package dev.muster.ingestservice.agent.web;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Facts that are read from a facts document.
 *
 * @param clusterFqdn null when the document has none
 * @param nodeNames display names by node number; nodes without a name are left out
 */
record Facts(@Nullable String clusterFqdn, Map<Integer, String> nodeNames, List<FactsModule> modules) {}
