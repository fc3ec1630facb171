package dev.muster.assignmentservice.description;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An example of an operation, shown in the description and replayed by a test.
 *
 * @param path the path and query; null, like the method, when the example cannot be replayed
 * @param headers request headers, without credentials
 * @param parameters descriptions by the name of a query parameter, or of a header with the prefix {@code header }
 * @param request the request body; null for none
 * @param response the response body; null for none
 * @param missing the object that a 404 is about; null when there is no 404
 */
record Example(
        String summary,
        @Nullable String method,
        @Nullable String path,
        @Nullable Map<String, String> headers,
        @Nullable Map<String, String> parameters,
        @Nullable JsonNode request,
        int status,
        @Nullable JsonNode response,
        @Nullable String missing) {}
