/**
 * The description of the interface at {@code /v3/api-docs} and the page to try it. Routes, parameters and types come from
 * the controllers; errors from the dialects themselves; summaries and examples from {@code openapi/<Controller>.json}.
 */
@NullMarked
package dev.muster.assignment.web.description;

import org.jspecify.annotations.NullMarked;
