package dev.muster.benchmarks.cases;

import dev.muster.benchmarks.commands.CommandSession;
import dev.muster.benchmarks.commands.CommandSource;
import dev.muster.benchmarks.commands.MusterCommands;
import dev.muster.benchmarks.fleet.Fleet;
import dev.muster.benchmarks.fleet.History;
import dev.muster.benchmarks.fleet.Step.Kind;
import dev.muster.benchmarks.stack.BenchEnvironment;
import dev.muster.benchmarks.stack.JavaProcess;
import dev.muster.benchmarks.systems.MusterService;
import dev.muster.benchmarks.systems.MusterSession;
import dev.muster.benchmarks.systems.Systems;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Startup time of each service, and its resident memory at rest and at the peak under load. */
final class StartupCase {

    private static final String INGEST = "ingest-service";
    private static final String ASSIGNMENT = "assignment-service";
    private static final Duration REST_DURATION = Duration.ofSeconds(3);
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double BYTES_PER_MIB = 1024.0 * 1024;

    private final int systemsCount;
    private final CommandSource source;
    private final Measurements measurements;

    StartupCase(int systemsCount, CommandSource source, Measurements measurements) {
        this.systemsCount = systemsCount;
        this.source = source;
        this.measurements = measurements;
    }

    void run(BenchEnvironment bench, int rounds) {
        // The first start creates tables and topics, which is not measured.
        measurements.attempt(Cases.STARTUP, INGEST, () -> startOnce(ingest(bench)));
        measurements.attempt(Cases.STARTUP, ASSIGNMENT, () -> startOnce(assignment(bench)));
        for (int round = 0; round < rounds; round++) {
            measurements.attempt(Cases.STARTUP, INGEST, () -> {
                start(INGEST, ingest(bench));
                loadIngest(bench);
            });
            measurements.attempt(Cases.STARTUP, ASSIGNMENT, () -> {
                start(ASSIGNMENT, assignment(bench));
                loadAssignment(bench);
            });
        }
    }

    private static MusterService ingest(BenchEnvironment bench) {
        return MusterService.ingest(bench, bench.checkout(), "startup-" + INGEST);
    }

    private static MusterService assignment(BenchEnvironment bench) {
        return MusterService.assignment(bench, bench.checkout(), "startup-" + ASSIGNMENT, Map.of());
    }

    private static void startOnce(MusterService service) {
        try (service) {
            service.awaitReady();
        }
    }

    private void start(String name, MusterService service) {
        try (service) {
            service.awaitReady();
            measurements.add("startup", name, "s", service.process().age().toNanos() / NANOS_PER_SECOND);
            LockSupport.parkNanos(REST_DURATION.toNanos());
            measurements.add("memory-at-rest", name, "MiB", service.process().residentBytes() / BYTES_PER_MIB);
        }
    }

    private void loadIngest(BenchEnvironment bench) {
        try (MusterSession session = new MusterSession(bench)) {
            History history =
                    new History(new Fleet(systemsCount, 10), Instant.now().minus(Duration.ofDays(2)));
            session.take(history, history.add(Kind.SAME), false);
            session.take(history, history.add(Kind.ONE_EACH), false);
            addPeak(INGEST, session.service().process());
        }
    }

    private void loadAssignment(BenchEnvironment bench) {
        try (CommandSession session = new MusterCommands(Systems.MUSTER, bench.checkout(), source).open(bench)) {
            session.take(systemsCount);
            addPeak(ASSIGNMENT, session.process());
        }
    }

    private void addPeak(String service, JavaProcess process) {
        measurements.add("memory-under-load", service, "MiB", process.peakResidentBytes() / BYTES_PER_MIB);
    }
}
