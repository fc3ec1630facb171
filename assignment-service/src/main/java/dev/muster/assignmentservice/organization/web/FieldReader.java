package dev.muster.assignmentservice.organization.web;

import dev.muster.assignmentservice.organization.OrganizationType;
import dev.muster.assignmentservice.web.ApiException;
import dev.muster.assignmentservice.web.ApiException.Problem;
import dev.muster.text.InvalidJsonException;
import dev.muster.text.JsonObjects;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Takes the fields of an organization out of a body, and tells everything that is wrong with their types at once. */
final class FieldReader {

    static final String PROPERTIES = "properties";

    private static final Set<String> FIELDS = Set.of(
            "label",
            "name",
            "description",
            PROPERTIES,
            "isActive",
            "app",
            "parent",
            "type",
            "mfaRequired",
            "rebrandingEnabled");

    private final RequestBody body;
    private final List<Problem> problems = new ArrayList<>();

    private FieldReader(RequestBody body) {
        this.body = body;
    }

    /** The fields; {@code required} must be among them. */
    static OrganizationFields read(RequestBody body, Set<String> required) {
        FieldReader reader = new FieldReader(body);
        reader.refuseUnknown();
        OrganizationFields fields = reader.fields();
        required.stream()
                .filter(name ->
                        !body.fields().containsKey(name) && !body.files().containsKey(name))
                .forEach(name -> reader.refuse(name, "required"));
        if (!reader.problems.isEmpty()) {
            throw ApiException.invalid(reader.problems);
        }
        return fields;
    }

    private OrganizationFields fields() {
        return new OrganizationFields(
                text("label"),
                text("name"),
                text("description"),
                properties(),
                truth("isActive"),
                isNull("app") ? "" : text("app"),
                text("parent"),
                type(),
                truth("mfaRequired"),
                truth("rebrandingEnabled"),
                images());
    }

    private void refuseUnknown() {
        new TreeSet<>(body.fields().keySet())
                .stream()
                        .filter(name -> !FIELDS.contains(name) && !isImage(name))
                        .forEach(name -> refuse(name, "unknown field"));
        new TreeSet<>(body.files().keySet())
                .stream()
                        .filter(name -> !isImage(name))
                        .forEach(name ->
                                refuse(name, FIELDS.contains(name) ? "must be text, not a file" : "unknown field"));
    }

    private static boolean isImage(String name) {
        return Arrays.stream(ImageField.values()).anyMatch(one -> one.field().equals(name));
    }

    private @Nullable String text(String name) {
        JsonNode node = body.fields().get(name);
        if (node == null) {
            return null;
        }
        if (!node.isString()) {
            refuse(name, "must be text");
            return null;
        }
        String text = node.stringValue();
        if (!TextValidation.isKeepable(text)) {
            refuse(name, "must not have control characters or halves of characters");
            return null;
        }
        return text;
    }

    private @Nullable Boolean truth(String name) {
        JsonNode node = body.fields().get(name);
        if (node == null) {
            return null;
        }
        if (!node.isBoolean()) {
            refuse(name, "must be true or false");
            return null;
        }
        return node.booleanValue();
    }

    private @Nullable String properties() {
        JsonNode node = body.fields().get(PROPERTIES);
        if (node == null) {
            return null;
        }
        if (!node.isObject()) {
            refuse(PROPERTIES, "must be a JSON object");
            return null;
        }
        if (!TextValidation.isKeepableJson(node)) {
            refuse(PROPERTIES, "must not have the character U+0000 or halves of characters");
            return null;
        }
        try {
            return JsonObjects.compact(Objects.requireNonNull(body.properties()), Integer.MAX_VALUE);
        } catch (InvalidJsonException e) {
            refuse(PROPERTIES, e.getMessage());
            return null;
        }
    }

    private @Nullable OrganizationType type() {
        String text = text("type");
        if (text == null) {
            return null;
        }
        OrganizationType type = OrganizationTypeParser.of(text);
        if (type == null) {
            refuse("type", OrganizationTypeParser.RULE);
        }
        return type;
    }

    private Map<ImageField, byte[]> images() {
        Map<ImageField, byte[]> images = new EnumMap<>(ImageField.class);
        for (ImageField image : ImageField.values()) {
            byte[] file = body.files().get(image.field());
            if (file != null) {
                images.put(image, file);
            } else if (isNull(image.field())) {
                images.put(image, OrganizationFields.NO_IMAGE);
            } else if (body.fields().containsKey(image.field())) {
                refuse(
                        image.field(),
                        "must be an image, sent as a file in multipart/form-data, as curl does with -F '"
                                + image.field() + "=@path/of/the/image.png'; a text is not an image");
            }
        }
        return images;
    }

    private boolean isNull(String name) {
        JsonNode node = body.fields().get(name);
        return node != null && node.isNull();
    }

    private void refuse(String name, String message) {
        problems.add(new Problem(name, message, ""));
    }
}
