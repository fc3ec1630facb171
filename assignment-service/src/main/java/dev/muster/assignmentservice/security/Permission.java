package dev.muster.assignmentservice.security;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * A permission. Its name is a scope in tokens. Manage permissions imply read permissions and, for users, the write
 * permission; no other permission implies another.
 */
public enum Permission {
    READ_APPLICATIONS("read:applications"),
    /** Implies {@link #READ_APPLICATIONS}. */
    MANAGE_APPLICATIONS("manage:applications"),
    READ_ORGANIZATIONS("read:organizations"),
    /** Implies {@link #READ_ORGANIZATIONS}. */
    MANAGE_ORGANIZATIONS("manage:organizations"),
    READ_USERS("read:users"),
    /** Required for every write to users; administrative ones require {@link #MANAGE_USERS} too. */
    WRITE_USERS("write:users"),
    /** Implies {@link #WRITE_USERS} and {@link #READ_USERS}. */
    MANAGE_USERS("manage:users"),
    READ_SYSTEMS("read:systems"),
    /** Implies {@link #READ_SYSTEMS}. */
    MANAGE_SYSTEMS("manage:systems"),
    /** To read rule sets, explanations and runs. */
    READ_RULES("read:rules"),
    /** To publish rule sets and to stop, resume and undo runs. Implies {@link #READ_RULES}. */
    MANAGE_RULES("manage:rules"),
    /** To create, list and revoke API tokens. */
    MANAGE_TOKENS("manage:tokens");

    private final String scope;

    Permission(String scope) {
        this.scope = scope;
    }

    public String scope() {
        return scope;
    }

    /** The permission with that scope; empty for an unknown one. */
    public static Optional<Permission> ofScope(String scope) {
        return Arrays.stream(values()).filter(one -> one.scope.equals(scope)).findFirst();
    }

    /** The permissions and those that they imply. */
    static Set<Permission> withImplied(Collection<Permission> permissions) {
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
            case MANAGE_RULES -> EnumSet.of(READ_RULES);
            default -> EnumSet.noneOf(Permission.class);
        };
    }
}
