package dev.muster.assignmentservice.system;

import dev.muster.assignmentservice.directory.Page;
import org.jspecify.annotations.Nullable;

/** The systems that there are: those that inventory has applications of, and those that something was said of. */
public interface SystemLookup {

    /** The system; null when it is not known. */
    @Nullable
    StoredSystem find(String systemId);

    /** A page of the systems that the query asks for. */
    Page<StoredSystem> list(SystemQuery query);
}
