package dev.muster.assignmentservice.directory;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How far all instances together have read the topic of directory commands. */
@FunctionalInterface
public interface ReadProgress {

    /** The time up to which all records have been read; null when it is unknown. */
    @Nullable
    Instant readUpTo();
}
