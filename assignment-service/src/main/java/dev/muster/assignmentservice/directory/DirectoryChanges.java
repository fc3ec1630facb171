package dev.muster.assignmentservice.directory;

import java.util.ArrayList;
import java.util.List;

/** The changes of the directory in one transaction, in their order. */
public final class DirectoryChanges {

    private final List<DirectoryChange> changes = new ArrayList<>();

    public void add(DirectoryChange change) {
        changes.add(change);
    }

    /** All changes, in their order. */
    public List<DirectoryChange> all() {
        return List.copyOf(changes);
    }

    /** The changes of the type, in their order. */
    public <C extends DirectoryChange> List<C> ofType(Class<C> type) {
        return changes.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
