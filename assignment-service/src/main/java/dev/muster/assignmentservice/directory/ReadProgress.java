package dev.muster.assignmentservice.directory;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How far the commands of the directory have been read, by all instances together. */
@FunctionalInterface
public interface ReadProgress {

    /** A time up to which everything that came has been read; null when something has not been, or that is not known. */
    @Nullable
    Instant readUpTo();
}
