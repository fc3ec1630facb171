package dev.muster.assignment.web.organizations;

import dev.muster.assignment.web.Refusal;
import dev.muster.assignment.web.Refusal.Kind;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a body by its content type: JSON, a form, or a form with files. */
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
            return new RequestBody(readJson(request), Map.of());
        }
        if (MediaType.APPLICATION_FORM_URLENCODED.includes(type)) {
            return forms.readForm(request);
        }
        if (MediaType.MULTIPART_FORM_DATA.includes(type)) {
            return forms.readParts(request);
        }
        throw unsupported();
    }

    private Map<String, JsonNode> readJson(HttpServletRequest request) throws IOException {
        byte[] body = request.getInputStream().readAllBytes();
        JsonNode read;
        try {
            read = json.readTree(body);
        } catch (JacksonException e) {
            throw new HttpMessageNotReadableException("not JSON", e, new ServletServerHttpRequest(request));
        }
        if (!read.isObject()) {
            throw Refusal.invalid("body", "required: a JSON object", null);
        }
        Map<String, JsonNode> fields = new HashMap<>();
        read.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        return fields;
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

    private static Refusal unsupported() {
        return Refusal.of(Kind.UNSUPPORTED_MEDIA_TYPE, "media_type_unsupported", "unsupported content type");
    }
}
