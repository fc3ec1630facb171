package dev.muster.assignmentservice.description;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One operation, as the description shows it and as a test replays it.
 *
 * @param path the path and query of the example; null, as the method is, when there is nothing to be replayed
 * @param headers besides the credentials
 * @param parameters what parameters mean, by name: of the query, or of a header when {@code header } stands before it
 * @param request the body; null when there is none
 * @param response the body of the answer; null when there is none
 * @param missing what is not found when the path names nothing; null when the path names nothing at all
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
