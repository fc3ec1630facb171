package dev.muster.localstack;

import java.util.List;

/** What PostgreSQL may use of the machine. */
public enum DatabaseMemory {
    /** A small part of a machine that has other things to do: 256 MB of buffers, a log of up to 4 GB that is given back. */
    SHARED("shared_buffers=256MB", "max_wal_size=4GB"),
    /** What a server of 8 GB and more is given by its administrator: 2 GB of buffers, a log of 8 GB that is kept. */
    OWN("shared_buffers=2GB", "max_wal_size=8GB", "min_wal_size=8GB");

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
    private final List<String> options;

    DatabaseMemory(String... options) {
        this.options = List.of(options);
    }

    List<String> options() {
        return options;
    }
}
