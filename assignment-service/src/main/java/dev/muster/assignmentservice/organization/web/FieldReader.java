package dev.muster.assignmentservice.organization.web;

import dev.muster.assignmentservice.organization.OrganizationType;
import dev.muster.assignmentservice.organization.web.BodyReader.RequestBody;
import dev.muster.assignmentservice.organization.web.OrganizationBody.Image;
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

    private static final String LABEL = "label";
    private static final String DESCRIPTION = "description";
    private static final String APP = "app";

    /** The error message for a text that is not a type. */
    static final String TYPE_RULE = "must be owner, distributor, reseller or customer";

    private static final Set<String> FIELDS = Set.of(
            LABEL,
            "name",
            DESCRIPTION,
            PROPERTIES,
            "isActive",
            APP,
            "parent",
            "type",
            "mfaRequired",
            "rebrandingEnabled");

    /** Fields of answers that clients send back and that nobody changes: the service sets them. */
    private static final Set<String> READ_ONLY =
            Set.of("id", "createdAt", "url", "devicesCount", "usersCount", "limits");

    private final RequestBody body;
    private final @Nullable OrganizationBody shown;
    private final List<Problem> problems = new ArrayList<>();

    private FieldReader(RequestBody body, @Nullable OrganizationBody shown) {
        this.body = body;
        this.shown = shown;
    }

    /** Reads the fields of a new organization. */
    static OrganizationFields readNew(RequestBody body) {
        FieldReader reader = new FieldReader(body, null);
        if (!body.fields().containsKey(LABEL) && !body.files().containsKey(LABEL)) {
            reader.addProblem(LABEL, "required");
        }
        return reader.read();
    }

    /**
     * Reads the fields of a change. The body may be the organization as a {@code GET} shows it now: what equals it changes
     * nothing.
     */
    static OrganizationFields readChange(RequestBody body, OrganizationBody shown) {
        FieldReader reader = new FieldReader(body, shown);
        JsonNode id = body.fields().get("id");
        if (id != null && !(id.isString() && id.stringValue().equals(shown.id()))) {
            reader.addProblem("id", "stays what it is");
        }
        return reader.read();
    }

    private OrganizationFields read() {
        checkNames();
        OrganizationFields fields = fields();
        if (!problems.isEmpty()) {
            throw ApiException.invalid(problems);
        }
        return fields;
    }

    private OrganizationFields fields() {
        return new OrganizationFields(
                text(LABEL),
                text("name"),
                text(DESCRIPTION),
                properties(),
                bool("isActive"),
                app(),
                text("parent"),
                type(),
                bool("mfaRequired"),
                bool("rebrandingEnabled"),
                images());
    }

    private void checkNames() {
        new TreeSet<>(body.fields().keySet())
                .stream()
                        .filter(name -> !FIELDS.contains(name) && !isImage(name) && !isReadOnly(name))
                        .forEach(name -> addProblem(name, "unknown field"));
        new TreeSet<>(body.files().keySet())
                .stream()
                        .filter(name -> !isImage(name))
                        .forEach(name ->
                                addProblem(name, FIELDS.contains(name) ? "must be text, not a file" : "unknown field"));
    }

    private boolean isReadOnly(String name) {
        return shown != null && READ_ONLY.contains(name);
    }

    /** A key, or in a change an application as answers show it. The one that is shown is not looked up: it may be out of scope. */
    private @Nullable String app() {
        JsonNode node = body.fields().get(APP);
        if (isNull(APP)) {
            return "";
        }
        if (node == null || !node.isObject() || shown == null) {
            return text(APP);
        }
        JsonNode id = node.get("id");
        if (id == null || !id.isString() || !TextValidation.isStorable(id.stringValue())) {
            addProblem(APP, "must be a key, or an object with the text id");
            return null;
        }
        boolean same = shown.app() != null && shown.app().id().equals(id.stringValue());
        return same ? null : id.stringValue();
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
        boolean storable =
                name.equals(DESCRIPTION) ? TextValidation.isStorableJson(node) : TextValidation.isStorable(text);
        if (!storable) {
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
            } else if (body.fields().containsKey(image.field()) && !isShown(image)) {
                addProblem(
                        image.field(),
                        "must be an image, sent as a file in multipart/form-data, as curl does with -F '"
                                + image.field() + "=@path/of/the/image.png'; a text is not an image");
            }
        }
        return images;
    }

    /** Whether the field holds the image as answers show it. */
    private boolean isShown(ImageField image) {
        Image current = shown == null
                ? null
                : switch (image) {
                    case LOGO -> shown.logo();
                    case FAVICON -> shown.favicon();
                    case DARK_LOGO, DARK_FAVICON -> null;
                };
        JsonNode node = body.fields().get(image.field());
        return current != null
                && node != null
                && node.isObject()
                && node.path("raw").isString()
                && node.path("raw").stringValue().equals(current.raw());
    }

    private boolean isNull(String name) {
        JsonNode node = body.fields().get(name);
        return node != null && node.isNull();
    }

    private void addProblem(String name, String message) {
        problems.add(new Problem(name, message, ""));
    }
}
