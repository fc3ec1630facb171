package dev.muster.assignment.directory;

import org.jspecify.annotations.Nullable;

/** The systems that there are: those that inventory has applications of, and those that something was said of. */
public interface SystemLookup {

    /** The system; null when it is not known. */
    @Nullable
    KeptSystem find(String systemId);

    /** A page of the systems that the query asks for. */
    Listed<KeptSystem> list(SystemQuery query);
}
