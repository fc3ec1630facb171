package dev.muster.assignmentservice.organization.web;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A body of any of the three content types.
 *
 * @param fields the fields as JSON
 * @param properties the raw text of the field {@code properties}; null when it is missing
 * @param files the uploaded files
 */
record RequestBody(Map<String, JsonNode> fields, @Nullable String properties, Map<String, byte[]> files) {}
