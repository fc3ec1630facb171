package dev.muster.assignment.web.organizations;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A body, in whichever of the three content types it came.
 *
 * @param fields what was given, as JSON has it
 * @param files what was uploaded
 */
record RequestBody(Map<String, JsonNode> fields, Map<String, byte[]> files) {}
