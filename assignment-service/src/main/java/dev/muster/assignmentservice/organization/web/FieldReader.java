package dev.muster.assignmentservice.organization.web;

import dev.muster.assignmentservice.organization.OrganizationType;
import dev.muster.assignmentservice.organization.web.BodyReader.RequestBody;
import dev.muster.assignmentservice.organization.web.OrganizationFields.ImageField;
import dev.muster.assignmentservice.web.ApiException;
import dev.muster.assignmentservice.web.ApiException.Problem;
import dev.muster.text.InvalidJsonException;
import dev.muster.text.JsonObjects;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the fields of an organization from a body, and reports all problems together. */
final class FieldReader {

    static final String PROPERTIES = "properties";
    /** The error message for a text that is not a type. */
    static final String TYPE_RULE = "must be owner, distributor, reseller or customer";

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

    /** Reads the fields; those in {@code required} must be present. */
    static OrganizationFields read(RequestBody body, Set<String> required) {
        FieldReader reader = new FieldReader(body);
        reader.checkNames();
        OrganizationFields fields = reader.fields();
        required.stream()
                .filter(name ->
                        !body.fields().containsKey(name) && !body.files().containsKey(name))
                .forEach(name -> reader.addProblem(name, "required"));
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
                bool("isActive"),
                isNull("app") ? "" : text("app"),
                text("parent"),
                type(),
                bool("mfaRequired"),
                bool("rebrandingEnabled"),
                images());
    }

    private void checkNames() {
        new TreeSet<>(body.fields().keySet())
                .stream()
                        .filter(name -> !FIELDS.contains(name) && !isImage(name))
                        .forEach(name -> addProblem(name, "unknown field"));
        new TreeSet<>(body.files().keySet())
                .stream()
                        .filter(name -> !isImage(name))
                        .forEach(name ->
                                addProblem(name, FIELDS.contains(name) ? "must be text, not a file" : "unknown field"));
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
            addProblem(name, "must be text");
            return null;
        }
        String text = node.stringValue();
        if (!TextValidation.isStorable(text)) {
            addProblem(name, "must not have control characters or halves of characters");
            return null;
        }
        return text;
    }

    private @Nullable Boolean bool(String name) {
        JsonNode node = body.fields().get(name);
        if (node == null) {
            return null;
        }
        if (!node.isBoolean()) {
            addProblem(name, "must be true or false");
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
            addProblem(PROPERTIES, "must be a JSON object");
            return null;
        }
        if (!TextValidation.isStorableJson(node)) {
            addProblem(PROPERTIES, "must not have the character U+0000 or halves of characters");
            return null;
        }
        try {
            return JsonObjects.compact(Objects.requireNonNull(body.properties()), Integer.MAX_VALUE);
        } catch (InvalidJsonException e) {
            addProblem(PROPERTIES, e.getMessage());
            return null;
        }
    }

    private @Nullable OrganizationType type() {
        String text = text("type");
        if (text == null) {
            return null;
        }
        OrganizationType type = parseType(text);
        if (type == null) {
            addProblem("type", TYPE_RULE);
        }
        return type;
    }

    /** The type with that name in lower case; null when there is none. */
    static @Nullable OrganizationType parseType(String text) {
        for (OrganizationType type : OrganizationType.values()) {
            if (type.name().toLowerCase(Locale.ROOT).equals(text)) {
                return type;
            }
        }
        return null;
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
                addProblem(
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

    private void addProblem(String name, String message) {
        problems.add(new Problem(name, message, ""));
    }
}
