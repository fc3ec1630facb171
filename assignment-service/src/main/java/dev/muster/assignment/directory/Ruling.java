package dev.muster.assignment.directory;

import org.jspecify.annotations.Nullable;

/**
 * What the rules say about a command.
 *
 * @param after the organization that it leads to, when it changes something
 * @param reason a stable code, when it may not be applied
 * @param missingParent the parent that must be registered before it can be decided
 */
record Ruling(
        @Nullable Organization after,
        @Nullable String reason,
        String message,
        @Nullable String missingParent) {

    static Ruling changed(Organization after) {
        return new Ruling(after, null, "", null);
    }

    static Ruling unchanged() {
        return new Ruling(null, null, "", null);
    }

    static Ruling rejected(String reason, String message) {
        return new Ruling(null, reason, message, null);
    }

    static Ruling parentMissing(String parentId) {
        return new Ruling(null, "parent_not_found", "the parent is not registered", parentId);
    }
}
