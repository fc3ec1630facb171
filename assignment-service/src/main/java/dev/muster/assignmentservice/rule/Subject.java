package dev.muster.assignmentservice.rule;

import dev.muster.text.InvalidJsonException;
import dev.muster.text.JsonReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What rules can read of one application. Not thread-safe: the data is parsed when a rule first reads it.
 */
public final class Subject {

    private final String applicationId;
    private final Columns columns;
    private final @Nullable String data;
    private @Nullable Object parsedData;
    private boolean parsed;

    /**
     * The columns of an application.
     *
     * @param displayName the reported one, whatever people have written
     * @param systemOrganization the id of the organization that owns the system
     */
    public record Columns(
            String moduleId,
            String instanceOf,
            String name,
            String source,
            @Nullable String displayName,
            String version,
            @Nullable String nodeLabel,
            @Nullable String url,
            boolean userFacing,
            String systemId,
            @Nullable String systemName,
            @Nullable String systemOrganization) {}

    /** An application; {@code data} is its {@code inventory_data} as JSON, or null when no rule reads it. */
    public Subject(String applicationId, Columns columns, @Nullable String data) {
        this.applicationId = applicationId;
        this.columns = columns;
        this.data = data;
    }

    public String applicationId() {
        return applicationId;
    }

    /** The id of the organization that owns the system; null when there is none. */
    public @Nullable String systemOrganization() {
        return columns.systemOrganization();
    }

    /** The text of a column; null when it is absent. Not for fields of the data. */
    @Nullable
    String column(RuleField.Kind kind) {
        return switch (kind) {
            case MODULE_ID -> columns.moduleId();
            case INSTANCE_OF -> columns.instanceOf();
            case NAME -> columns.name();
            case SOURCE -> columns.source();
            case DISPLAY_NAME -> columns.displayName();
            case VERSION -> columns.version();
            case NODE_LABEL -> columns.nodeLabel();
            case URL -> columns.url();
            case IS_USER_FACING -> String.valueOf(columns.userFacing());
            case SYSTEM_ID -> columns.systemId();
            case SYSTEM_NAME -> columns.systemName();
            case SYSTEM_ORGANIZATION -> columns.systemOrganization();
            case INVENTORY_DATA -> throw new IllegalArgumentException("not a column: " + kind);
        };
    }

    /** The value of a field. Numbers and booleans are texts as written. */
    FieldValue value(RuleField field) {
        if (field.kind() != RuleField.Kind.INVENTORY_DATA) {
            String text = column(field.kind());
            return text == null ? FieldValue.ABSENT : new FieldValue(true, List.of(text));
        }
        List<Object> found = new ArrayList<>();
        collect(data(), field.path(), 0, found);
        return found.isEmpty()
                ? FieldValue.ABSENT
                : new FieldValue(
                        true,
                        found.stream()
                                .filter(String.class::isInstance)
                                .map(String.class::cast)
                                .toList());
    }

    /**
     * The value of a field.
     *
     * @param present whether there is any value but null
     * @param texts its text, or those of the elements of an array; empty for an object
     */
    record FieldValue(boolean present, List<String> texts) {

        static final FieldValue ABSENT = new FieldValue(false, List.of());
    }

    /** Arrays stand for each of their elements, on the way and at the end. */
    private static void collect(@Nullable Object value, List<String> path, int depth, List<Object> found) {
        if (value instanceof List<?> elements) {
            elements.forEach(element -> collect(element, path, depth, found));
        } else if (value != null && depth == path.size()) {
            found.add(value);
        } else if (value instanceof Map<?, ?> members) {
            collect(members.get(path.get(depth)), path, depth + 1, found);
        }
    }

    private @Nullable Object data() {
        if (!parsed) {
            parsedData = data == null ? null : parse(data);
            parsed = true;
        }
        return parsedData;
    }

    private static @Nullable Object parse(String json) {
        try {
            return JsonTree.read(JsonReader.skimming(json));
        } catch (InvalidJsonException e) {
            throw new IllegalStateException("inventory data is valid JSON", e);
        }
    }
}
