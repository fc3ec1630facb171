package dev.muster.assignment.access;

import java.util.Arrays;
import java.util.Optional;

/** What a caller may be allowed to do. Each has a name that stands in tokens as a scope. */
public enum Permission {
    READ_APPLICATIONS("read:applications"),
    MANAGE_APPLICATIONS("manage:applications"),
    READ_ORGANIZATIONS("read:organizations"),
    MANAGE_ORGANIZATIONS("manage:organizations"),
    READ_USERS("read:users"),
    /** To write about users at all; to administer them takes {@link #MANAGE_USERS} besides. */
    WRITE_USERS("write:users"),
    MANAGE_USERS("manage:users"),
    READ_SYSTEMS("read:systems"),
    MANAGE_SYSTEMS("manage:systems"),
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
}
