package dev.muster.assignmentservice.directory.kafka;

import dev.muster.directory.DirectoryChange;
import org.jspecify.annotations.Nullable;

/** The types of changes in events. */
public final class ChangeTypes {

    private ChangeTypes() {}

    /**
     * The type of a change.
     *
     * @param before null when the subject did not exist before
     * @param after null when it does not exist any more
     */
    public static DirectoryChange of(@Nullable Object before, @Nullable Object after) {
        if (after == null) {
            return DirectoryChange.REMOVED;
        }
        return before == null ? DirectoryChange.REGISTERED : DirectoryChange.CHANGED;
    }
}
