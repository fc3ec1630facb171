package dev.muster.benchmarks.cases;

import dev.muster.benchmarks.stack.Bench;
import dev.muster.benchmarks.stack.Database;

/** How long the statements of the ingest service take inside of the database, which counts them while this is open. */
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

    /** Of sessions of the service's role that begin from now on. */
    static StatementTimes counted(Bench bench) {
        StatementTimes times = new StatementTimes(bench.database(), bench.ingestRole());
        times.database.run("create extension if not exists pg_stat_statements");
        times.track("set pg_stat_statements.track = 'top'");
        return times;
    }

    /** Of all statements until now. */
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
