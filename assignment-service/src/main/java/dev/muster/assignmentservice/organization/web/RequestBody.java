package dev.muster.assignmentservice.organization.web;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A body, in whichever of the three content types it came.
 *
 * @param fields what was given, as JSON has it
 * @param properties the field of that name as it is written, numbers and all; null when it is not given
 * @param files what was uploaded
 */
record RequestBody(Map<String, JsonNode> fields, @Nullable String properties, Map<String, byte[]> files) {}
