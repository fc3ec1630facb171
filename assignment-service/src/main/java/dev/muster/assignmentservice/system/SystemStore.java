package dev.muster.assignmentservice.system;

import org.jspecify.annotations.Nullable;

/** Stores systems. All methods run in the caller's transaction. */
public interface SystemStore extends SystemLookup {

    /** The system, locked until the transaction ends; null when it is not stored. */
    @Nullable
    StoredSystem lock(String systemId);

    /** Saves a system that is new, or whose revision follows the stored one. */
    void save(StoredSystem changed);
}
