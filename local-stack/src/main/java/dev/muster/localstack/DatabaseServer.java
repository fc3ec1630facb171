package dev.muster.localstack;

import java.util.List;

/** How PostgreSQL is sized. */
public enum DatabaseServer {
    /** For a machine with other work: 256 MB of buffers, up to 4 GB of WAL, which is freed again. */
    SHARED("shared_buffers=256MB", "max_wal_size=4GB"),
    /**
     * For a dedicated server of 8 GB or more: 2 GB of buffers, 8 GB of WAL, and pg_stat_statements, which is loaded but
     * tracks nothing by default.
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
