package dev.muster.benchmarks.systems;

import dev.muster.benchmarks.fleet.Digest;
import dev.muster.benchmarks.fleet.History;
import dev.muster.benchmarks.fleet.ReportEncoder;
import dev.muster.benchmarks.stack.BenchEnvironment;
import dev.muster.benchmarks.stack.BenchmarkException;
import dev.muster.benchmarks.stack.TopicFiller;
import dev.muster.schemas.Topics;
import java.nio.file.Path;
import java.util.List;

/** A running ingest service. */
public final class MusterSession implements Session {

    private static final String GROUP = "muster-inventory-reports";

    private static final List<String> TOPICS = List.of(
            Topics.INVENTORY_REPORTS,
            Topics.deadLettersOf(Topics.INVENTORY_REPORTS),
            Topics.INVENTORY_COMMANDS,
            Topics.deadLettersOf(Topics.INVENTORY_COMMANDS),
            Topics.INVENTORY_HEARTBEATS,
            Topics.deadLettersOf(Topics.INVENTORY_HEARTBEATS),
            Topics.INVENTORY_RECEIPTS,
            Topics.INVENTORY_SYSTEMS,
            Topics.INVENTORY_APPLICATIONS);

    private final BenchEnvironment bench;
    private final MusterService service;
    private final MusterTables tables;
    private final TopicRun run;
    private final ReportEncoder encoder = new ReportEncoder();
    private long eventsBefore;
    private long deadLettersBefore;

    /** Starts the service of this checkout with empty tables. */
    public MusterSession(BenchEnvironment bench) {
        this(bench, bench.checkout());
    }

    /** Starts the service of the given checkout with empty tables. */
    MusterSession(BenchEnvironment bench, Path checkout) {
        this.bench = bench;
        bench.broker().delete(TOPICS);
        service = MusterService.ingest(bench, checkout, "muster");
        tables = new MusterTables(bench.database());
        run = new TopicRun(bench, service.process(), Topics.INVENTORY_REPORTS, GROUP, tables::isOutboxEmpty);
        service.awaitReady();
        run.awaitAssignment();
        reset();
    }

    @Override
    public void reset() {
        tables.empty();
    }

    @Override
    public long take(History history, int step, boolean poison) {
        bench.database().vacuumAndCheckpoint();
        eventsBefore = events();
        deadLettersBefore = deadLetters();
        return run.take(() -> bench.topicFiller().fill(Topics.INVENTORY_REPORTS, history, step, encoder, poison));
    }

    @Override
    public Digest digest() {
        return tables.digest();
    }

    @Override
    public void requireOutput(History history, int step, boolean poison) {
        require("events", history.changes(step), events() - eventsBefore);
        long expected = poison ? TopicFiller.undecodableCount(history.reports(step)) : 0;
        require("dead letters", expected, deadLetters() - deadLettersBefore);
    }

    private static void require(String what, long expected, long found) {
        if (expected != found) {
            throw new BenchmarkException("muster published " + found + " " + what + " instead of " + expected);
        }
    }

    private long events() {
        return bench.broker().written(Topics.INVENTORY_APPLICATIONS);
    }

    private long deadLetters() {
        return bench.broker().written(Topics.deadLettersOf(Topics.INVENTORY_REPORTS));
    }

    public MusterService service() {
        return service;
    }

    @Override
    public void close() {
        service.close();
        bench.broker().delete(TOPICS);
    }
}
