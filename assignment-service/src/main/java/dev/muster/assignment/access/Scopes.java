package dev.muster.assignment.access;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The names of what tokens allow. */
public final class Scopes {

    /** Everything, everywhere. */
    public static final String PLATFORM_ADMINISTRATOR = "platform:admin";

    private Scopes() {}

    /** All that there are, in their order. */
    public static List<String> all() {
        Set<String> names = new TreeSet<>(
                Arrays.stream(Permission.values()).map(Permission::scope).toList());
        names.add(PLATFORM_ADMINISTRATOR);
        return List.copyOf(names);
    }

    /** Those of a token, in their order. */
    public static List<String> of(ApiToken token) {
        Set<String> names = new TreeSet<>(
                token.permissions().stream().map(Permission::scope).toList());
        if (token.platformAdministrator()) {
            names.add(PLATFORM_ADMINISTRATOR);
        }
        return List.copyOf(names);
    }
}
