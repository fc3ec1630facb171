package dev.muster.cli.collect;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The details of one thing, in the order in which they were put; what is not known is left out. */
final class Fields {

    private final Map<String, Object> known = new LinkedHashMap<>();

    Fields text(String name, String value) {
        if (!value.isBlank() && !value.equals("(none)")) {
            known.put(name, value.strip());
        }
        return this;
    }

    Fields number(String name, String value) {
        if (!value.isEmpty() && value.length() < 19 && value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            known.put(name, Long.parseLong(value));
        }
        return this;
    }

    Map<String, Object> map() {
        return Collections.unmodifiableMap(known);
    }
}
