package dev.muster.cli.collect;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Collects fields in insertion order; skips unknown values. */
final class Fields {

    private final Map<String, Object> fields = new LinkedHashMap<>();

    Fields text(String name, String value) {
        if (!value.isBlank() && !value.equals("(none)")) {
            fields.put(name, value.strip());
        }
        return this;
    }

    Fields number(String name, String value) {
        if (!value.isEmpty() && value.length() < 19 && value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            fields.put(name, Long.parseLong(value));
        }
        return this;
    }

    Map<String, Object> map() {
        return Collections.unmodifiableMap(fields);
    }
}
