package dev.muster.assignmentservice.organization.web;

import dev.muster.assignmentservice.organization.web.BodyReader.RequestBody;
import dev.muster.assignmentservice.web.ApiException;
import dev.muster.text.Utf8;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.util.WebUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.StringNode;

/**
 * Converts forms to the equivalent JSON: properties are parsed as JSON, booleans have the usual spellings, and an empty
 * text is null for nullable fields.
 */
final class FormReader {

    private static final Set<String> BOOLEANS = Set.of("isActive", "mfaRequired", "rebrandingEnabled");
    private static final Set<String> NULLABLE = Set.of("app", "logo", "darkLogo", "favicon", "darkFavicon");

    private final JsonMapper json;

    FormReader(JsonMapper json) {
        this.json = json;
    }

    RequestBody readForm(HttpServletRequest request) throws IOException {
        String body = text("body", request.getInputStream().readAllBytes());
        Map<String, JsonNode> fields = new HashMap<>();
        String properties = null;
        for (Map.Entry<String, String> pair : FormParser.of(body, "body")) {
            add(fields, pair.getKey(), pair.getValue());
            properties = pair.getKey().equals(FieldReader.PROPERTIES) ? pair.getValue() : properties;
        }
        return new RequestBody(fields, properties, Map.of());
    }

    /** Ignores file names and content types of the parts. */
    RequestBody readParts(HttpServletRequest request) throws IOException, ServletException {
        MultipartHttpServletRequest multipart = WebUtils.getNativeRequest(request, MultipartHttpServletRequest.class);
        if (multipart == null) {
            throw new MultipartException("the request is not multipart/form-data");
        }
        // Reads all parts, so that Spring reports malformed ones with its own exceptions.
        multipart.getMultiFileMap();
        Map<String, JsonNode> fields = new HashMap<>();
        Map<String, byte[]> files = new HashMap<>();
        String properties = null;
        for (Part part : request.getParts()) {
            byte[] content = content(part);
            if (part.getSubmittedFileName() == null) {
                String text = text(part.getName(), content);
                add(fields, part.getName(), text);
                properties = part.getName().equals(FieldReader.PROPERTIES) ? text : properties;
            } else if (files.put(part.getName(), content) != null) {
                throw duplicate(part.getName());
            }
        }
        files.keySet().stream().filter(fields::containsKey).findFirst().ifPresent(name -> {
            throw duplicate(name);
        });
        return new RequestBody(fields, properties, files);
    }

    private static String text(String where, byte[] bytes) {
        String text = Utf8.decodeOrNull(bytes);
        if (text == null) {
            throw ApiException.invalid(where, "is not UTF-8", null);
        }
        return text;
    }

    private static byte[] content(Part part) throws IOException {
        try (InputStream in = part.getInputStream()) {
            return in.readAllBytes();
        }
    }

    private void add(Map<String, JsonNode> fields, String name, String text) {
        if (fields.put(name, node(name, text)) != null) {
            throw duplicate(name);
        }
    }

    private JsonNode node(String name, String text) {
        if (BOOLEANS.contains(name)) {
            Boolean value = FormParser.parseBoolean(text);
            return value == null ? StringNode.valueOf(text) : BooleanNode.valueOf(value);
        }
        if (name.equals(FieldReader.PROPERTIES)) {
            try {
                return json.readTree(text);
            } catch (JacksonException e) {
                return StringNode.valueOf(text);
            }
        }
        return text.isEmpty() && NULLABLE.contains(name) ? NullNode.getInstance() : StringNode.valueOf(text);
    }

    private static ApiException duplicate(String name) {
        return ApiException.invalid(name, "given twice", null);
    }
}
