package dev.muster.assignmentservice.description;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.web.method.HandlerMethod;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads examples from {@code openapi/<Controller>.json}, by the name of the controller's method. */
final class Examples {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Map<Class<?>, Map<String, Example>> cache = new ConcurrentHashMap<>();

    /** The example of the handler; null for none. */
    @Nullable
    Example of(HandlerMethod handler) {
        return cache.computeIfAbsent(handler.getBeanType(), Examples::read)
                .get(handler.getMethod().getName());
    }

    private static Map<String, Example> read(Class<?> controller) {
        String resource = "/openapi/" + controller.getSimpleName() + ".json";
        try (InputStream in = Examples.class.getResourceAsStream(resource)) {
            return in == null ? Map.of() : JSON.readerForMapOf(Example.class).<Map<String, Example>>readValue(in);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        }
    }

    /**
     * An example of an operation, shown in the description and replayed by a test.
     *
     * @param path the path and query; null, like the method, when the example cannot be replayed
     * @param headers request headers, without credentials
     * @param parameters descriptions by the name of a query parameter, or of a header with the prefix {@code header }
     * @param request the request body; null for none
     * @param response the response body; null for none
     * @param streams the responses of a route that answers with something else than JSON, by media type; null for none
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
            @Nullable Map<String, Stream> streams,
            @Nullable String missing) {}

    /** The body that a path, with its query, responds with. */
    record Stream(String path, String body) {}
}
