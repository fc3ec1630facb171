package dev.muster.assignment.directory;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The systems that there are: those that inventory has applications of, and those that something was said of. */
public interface SystemLookup {

    /** The system; null when it is not known. */
    @Nullable
    KeptSystem find(String systemId);

    /** In the order of their ids; those of the organizations, or all when null. */
    Listed<KeptSystem> list(@Nullable Collection<String> organizationIds, long offset, int limit);
}
