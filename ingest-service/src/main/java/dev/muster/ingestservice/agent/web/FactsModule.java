package dev.muster.ingestservice.agent.web;

import org.jspecify.annotations.Nullable;

/**
 * One module of a facts document.
 *
 * @param module its type; empty when the document has none
 * @param node number of its node
 * @param rest JSON object of all other fields, as they were written
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
