package dev.muster.assignmentservice.security;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The scopes of tokens. */
public final class Scopes {

    /** All permissions, and access to everything. */
    public static final String PLATFORM_ADMINISTRATOR = "platform:admin";

    private Scopes() {}

    /** All scopes, sorted. */
    public static List<String> all() {
        Set<String> names = new TreeSet<>(
                Arrays.stream(Permission.values()).map(Permission::scope).toList());
        names.add(PLATFORM_ADMINISTRATOR);
        return List.copyOf(names);
    }

    /** The scopes of a token, sorted. */
    public static List<String> of(ApiToken token) {
        Set<String> names = new TreeSet<>(
                token.permissions().stream().map(Permission::scope).toList());
        if (token.platformAdministrator()) {
            names.add(PLATFORM_ADMINISTRATOR);
        }
        return List.copyOf(names);
    }

    /**
     * The permissions that the scopes of a signed token grant. Unknown scopes grant nothing, since issuers have scopes for
     * other services too. Scopes of the product behind the fourth contract are mapped.
     */
    public static Set<Permission> permissions(Collection<String> scopes) {
        Set<Permission> permissions = EnumSet.noneOf(Permission.class);
        for (String scope : scopes) {
            switch (scope) {
                case "cloud_controller.read" ->
                    permissions.addAll(EnumSet.of(Permission.READ_USERS, Permission.READ_ORGANIZATIONS));
                case "cloud_controller.write" -> permissions.add(Permission.WRITE_USERS);
                case "cloud_controller.admin" ->
                    permissions.addAll(EnumSet.of(Permission.MANAGE_USERS, Permission.READ_ORGANIZATIONS));
                default -> Permission.ofScope(scope).ifPresent(permissions::add);
            }
        }
        return permissions;
    }
}
