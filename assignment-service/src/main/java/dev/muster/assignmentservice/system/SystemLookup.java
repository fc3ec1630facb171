package dev.muster.assignmentservice.system;

import dev.muster.assignmentservice.directory.Page;
import org.jspecify.annotations.Nullable;

/** Finds systems: those with applications in the inventory, and those that commands have changed. */
public interface SystemLookup {

    /** The system; null when it is unknown. */
    @Nullable
    StoredSystem find(String systemId);

    Page<StoredSystem> list(SystemQuery query);
}
