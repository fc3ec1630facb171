package dev.muster.assignmentservice.organization.web;

import dev.muster.assignmentservice.web.ApiException;
import dev.muster.assignmentservice.web.ApiException.Kind;
import dev.muster.text.InvalidJsonException;
import dev.muster.text.JsonReader;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a body by its content type: JSON, URL-encoded form or multipart form. */
@Component
class BodyReader {

    private final JsonMapper json;
    private final FormReader forms;

    BodyReader(JsonMapper json) {
        this.json = json;
        this.forms = new FormReader(json);
    }

    RequestBody read(HttpServletRequest request) throws IOException, ServletException {
        MediaType type = contentType(request);
        if (MediaType.APPLICATION_JSON.includes(type)) {
            return readJson(request);
        }
        if (MediaType.APPLICATION_FORM_URLENCODED.includes(type)) {
            return forms.readForm(request);
        }
        if (MediaType.MULTIPART_FORM_DATA.includes(type)) {
            return forms.readParts(request);
        }
        throw unsupported();
    }

    private RequestBody readJson(HttpServletRequest request) throws IOException {
        byte[] body = request.getInputStream().readAllBytes();
        JsonNode read;
        try {
            read = json.readTree(body);
        } catch (JacksonException e) {
            throw new HttpMessageNotReadableException("not JSON", e, new ServletServerHttpRequest(request));
        }
        if (!read.isObject()) {
            throw ApiException.invalid("body", "required: a JSON object", null);
        }
        Map<String, JsonNode> fields = new HashMap<>();
        read.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        return new RequestBody(fields, properties(body), Map.of());
    }

    /** The raw text of the properties: Jackson would change the text of numbers. The body must be valid JSON. */
    private static @Nullable String properties(byte[] body) {
        JsonReader reader = JsonReader.ofDocument(new String(body, StandardCharsets.UTF_8));
        try {
            reader.beginObject();
            for (String name = reader.nextName(); name != null; name = reader.nextName()) {
                if (name.equals(FieldReader.PROPERTIES)) {
                    return reader.readRaw();
                }
                reader.skip();
            }
            return null;
        } catch (InvalidJsonException e) {
            throw new IllegalStateException("the body was read before", e);
        }
    }

    private static MediaType contentType(HttpServletRequest request) {
        String header = request.getHeader(HttpHeaders.CONTENT_TYPE);
        if (header == null) {
            throw unsupported();
        }
        try {
            return MediaType.parseMediaType(header);
        } catch (InvalidMediaTypeException e) {
            throw unsupported();
        }
    }

    private static ApiException unsupported() {
        return ApiException.of(Kind.UNSUPPORTED_MEDIA_TYPE, "media_type_unsupported", "unsupported content type");
    }

    /**
     * A body of any of the three content types.
     *
     * @param fields the fields as JSON
     * @param properties the raw text of the field {@code properties}; null when it is missing
     * @param files the uploaded files
     */
    record RequestBody(
            Map<String, JsonNode> fields, @Nullable String properties, Map<String, byte[]> files) {}
}
