package dev.muster.ingestservice.agent.web;

import org.jspecify.annotations.Nullable;

/**
 * One module of the facts document.
 *
 * @param node the number of its node
 * @param rest a JSON object of what the others do not say, as it was written
 */
record FactsModule(
        String id,
        String module,
        String name,
        String source,
        String version,
        @Nullable Integer node,
        @Nullable String uiName,
        String rest) {}
