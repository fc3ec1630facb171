package dev.muster.assignmentservice.security;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a caller may be allowed to do. Each has a name that stands in tokens as a scope. To manage implies to read, and for
 * users to write; nothing else implies anything.
 */
public enum Permission {
    READ_APPLICATIONS("read:applications"),
    /** Implies {@link #READ_APPLICATIONS}. */
    MANAGE_APPLICATIONS("manage:applications"),
    READ_ORGANIZATIONS("read:organizations"),
    /** Implies {@link #READ_ORGANIZATIONS}. */
    MANAGE_ORGANIZATIONS("manage:organizations"),
    READ_USERS("read:users"),
    /** To write about users at all; to administer them takes {@link #MANAGE_USERS} besides. */
    WRITE_USERS("write:users"),
    /** Implies {@link #WRITE_USERS} and {@link #READ_USERS}. */
    MANAGE_USERS("manage:users"),
    READ_SYSTEMS("read:systems"),
    /** Implies {@link #READ_SYSTEMS}. */
    MANAGE_SYSTEMS("manage:systems"),
    /** To make, list and revoke API tokens. */
    MANAGE_TOKENS("manage:tokens");

    private final String scope;

    Permission(String scope) {
        this.scope = scope;
    }

    /** Its name in tokens. */
    public String scope() {
        return scope;
    }

    /** The permission of the name; empty when there is none. */
    public static Optional<Permission> ofScope(String scope) {
        return Arrays.stream(values()).filter(one -> one.scope.equals(scope)).findFirst();
    }

    /** The permissions and all that they imply. */
    public static Set<Permission> withImplied(Collection<Permission> permissions) {
        Set<Permission> all = EnumSet.noneOf(Permission.class);
        for (Permission one : permissions) {
            all.add(one);
            all.addAll(one.implied());
        }
        return all;
    }

    private Set<Permission> implied() {
        return switch (this) {
            case MANAGE_APPLICATIONS -> EnumSet.of(READ_APPLICATIONS);
            case MANAGE_ORGANIZATIONS -> EnumSet.of(READ_ORGANIZATIONS);
            case MANAGE_USERS -> EnumSet.of(WRITE_USERS, READ_USERS);
            case MANAGE_SYSTEMS -> EnumSet.of(READ_SYSTEMS);
            default -> EnumSet.noneOf(Permission.class);
        };
    }
}
