package dev.muster.ingestservice.agent.web;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is taken from a facts document.
 *
 * @param clusterFqdn null when the cluster has none
 * @param nodeNames what people call the nodes, by their numbers; nodes without a name are left out
 */
record Facts(@Nullable String clusterFqdn, Map<Integer, String> nodeNames, List<FactsModule> modules) {}
