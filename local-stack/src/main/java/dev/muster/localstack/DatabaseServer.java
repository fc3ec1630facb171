package dev.muster.localstack;

import java.util.List;

/** What kind of server PostgreSQL is. */
public enum DatabaseServer {
    /** One with a small part of a machine that has other things to do: 256 MB of buffers, a log of up to 4 GB that is given back. */
    SHARED("shared_buffers=256MB", "max_wal_size=4GB"),
    /**
     * As its administrator sets up a server of 8 GB and more: 2 GB of buffers, a log of 8 GB that is kept, and
     * pg_stat_statements, which counts for whom it is told to.
     */
    OWN(
            "shared_buffers=2GB",
            "max_wal_size=8GB",
            "min_wal_size=8GB",
            "shared_preload_libraries=pg_stat_statements",
            "pg_stat_statements.track=none");

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
    private final List<String> options;

    DatabaseServer(String... options) {
        this.options = List.of(options);
    }

    List<String> options() {
        return options;
    }
}
