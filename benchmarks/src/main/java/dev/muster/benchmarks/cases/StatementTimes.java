package dev.muster.benchmarks.cases;

import dev.muster.benchmarks.stack.BenchEnvironment;
import dev.muster.benchmarks.stack.Database;

/** Execution time of the statements of the ingest service, from pg_stat_statements; tracking is on until close. */
final class StatementTimes implements AutoCloseable {

    private static final String MICROS =
            "select coalesce(sum(total_exec_time) * 1000, 0)::bigint from pg_stat_statements";
    private static final double MICROS_PER_MILLI = 1e3;

    private final Database database;
    private final String role;

    private StatementTimes(Database database, String role) {
        this.database = database;
        this.role = role;
    }

    /** Starts tracking new connections of the role of the service. */
    static StatementTimes start(BenchEnvironment bench) {
        StatementTimes times = new StatementTimes(bench.database(), bench.ingestRole());
        times.database.run("create extension if not exists pg_stat_statements");
        times.track("set pg_stat_statements.track = 'top'");
        return times;
    }

    /** Total execution time so far. */
    double millis() {
        return database.count(MICROS) / MICROS_PER_MILLI;
    }

    private void track(String change) {
        database.run("alter role " + role + " " + change);
    }

    @Override
    public void close() {
        track("reset pg_stat_statements.track");
    }
}
