package dev.muster.benchmarks.systems;

import dev.muster.benchmarks.fleet.Digest;
import dev.muster.benchmarks.stack.Database;

/** The tables of the ingest service. */
final class MusterTables {

    /** Truncates all tables; other checkouts may have different ones. */
    private static final String TRUNCATE = """
            do $$
            begin
              execute (select 'truncate ' || string_agg(format('%I.%I', schemaname, tablename), ', ')
                         from pg_tables
                        where schemaname = 'inventory' and tablename <> 'flyway_schema_history');
            end
            $$
            """;

    private static final String OUTBOX_IS_EMPTY = "select not exists (select from inventory.outbox_page)";

    private static final String DIGEST = """
            select count(*), count(deleted_at),
                   coalesce(sum(('x' || substr(md5(
                     application_id || '|' || version || '|' || (extract(epoch from last_inventory_at) * 1000000)::bigint
                     || '|' || (deleted_at is not null)), 1, 8))::bit(32)::bigint), 0)
              from inventory.applications
            """;

    private final Database database;

    MusterTables(Database database) {
        this.database = database;
    }

    void empty() {
        database.run(TRUNCATE);
    }

    boolean isOutboxEmpty() {
        return database.isTrue(OUTBOX_IS_EMPTY);
    }

    Digest digest() {
        return database.digest(DIGEST);
    }
}
