package dev.muster.assignmentservice.system;

import org.jspecify.annotations.Nullable;

/** Where systems are kept. Everything happens in the caller's transaction. */
public interface SystemStore extends SystemLookup {

    /** The system, locked until the transaction ends; null when nothing is kept of it. */
    @Nullable
    StoredSystem lock(String systemId);

    /** Keeps a system that is new, or has the revision before the given one's. */
    void save(StoredSystem changed);
}
