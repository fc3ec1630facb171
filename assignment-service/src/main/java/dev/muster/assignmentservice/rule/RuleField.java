package dev.muster.assignmentservice.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A field of applications that rules can read. The owner and the rebranding of an application are none, so rules cannot
 * loop.
 *
 * @param name as written in documents
 * @param path the names below {@code inventory_data}; empty for every other kind
 */
public record RuleField(Kind kind, String name, List<String> path) {

    private static final String DATA_PREFIX = "inventory_data.";
    private static final int MAX_LENGTH = 500;

    public RuleField {
        path = List.copyOf(path);
    }

    /** What a field reads; all but the last are columns. */
    public enum Kind {
        MODULE_ID,
        INSTANCE_OF,
        NAME,
        SOURCE,
        DISPLAY_NAME,
        VERSION,
        NODE_LABEL,
        URL,
        IS_USER_FACING,
        SYSTEM_ID,
        SYSTEM_NAME,
        /** The id of the organization that owns the system. */
        SYSTEM_ORGANIZATION,
        INVENTORY_DATA
    }

    /** The field with the name; null when there is none. */
    static @Nullable RuleField parse(String name) {
        if (name.startsWith(DATA_PREFIX)) {
            List<String> path = List.of(name.substring(DATA_PREFIX.length()).split("\\.", -1));
            boolean valid = name.length() <= MAX_LENGTH && path.stream().noneMatch(String::isEmpty);
            return valid ? new RuleField(Kind.INVENTORY_DATA, name, path) : null;
        }
        for (Kind kind : Kind.values()) {
            if (kind != Kind.INVENTORY_DATA && nameOf(kind).equals(name)) {
                return new RuleField(kind, name, List.of());
            }
        }
        return null;
    }

    /** The names of all fields, for error messages. */
    static String names() {
        List<String> names = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            names.add(kind == Kind.INVENTORY_DATA ? DATA_PREFIX + "*" : nameOf(kind));
        }
        return String.join(", ", names);
    }

    private static String nameOf(Kind kind) {
        String name = kind.name().toLowerCase(Locale.ROOT);
        return kind == Kind.SYSTEM_NAME || kind == Kind.SYSTEM_ORGANIZATION ? name.replace('_', '.') : name;
    }
}
