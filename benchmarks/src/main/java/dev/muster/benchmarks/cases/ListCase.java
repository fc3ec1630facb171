package dev.muster.benchmarks.cases;

import dev.muster.benchmarks.commands.Latencies;
import dev.muster.benchmarks.commands.MusterCommands;
import dev.muster.benchmarks.fleet.Fleet;
import dev.muster.benchmarks.fleet.History;
import dev.muster.benchmarks.fleet.Step.Kind;
import dev.muster.benchmarks.stack.BenchEnvironment;
import dev.muster.benchmarks.stack.Polling;
import dev.muster.benchmarks.systems.MusterService;
import dev.muster.benchmarks.systems.MusterSession;
import dev.muster.benchmarks.systems.Systems;
import dev.muster.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Filtered pages of applications and exports of all of them over HTTP, sequential requests; 1 M records with 100,000
 * systems.
 */
final class ListCase {

    private static final String LIST_GROUP = "muster-application-lists";
    private static final Duration CATCH_UP_TIMEOUT = Duration.ofMinutes(60);
    private static final int REQUESTS = 500;

    /** Typical queries: by type, version, status and name, and a page other than the first. */
    private static final List<String> QUERIES = List.of(
            "type=mail&page_size=20",
            "type=nextcloud&status=unassigned&page_size=20&sort_by=name&sort_direction=desc",
            "version=1.0.3&page_size=50",
            "type=samba&page_size=20&page=40",
            "search=postgres&page_size=20");

    private static final int APPLICATIONS = 10;
    private static final double BYTES_PER_MIB = 1024 * 1024;

    private final int systemsCount;
    private final List<String> names;
    private final Measurements measurements;

    /**
     * Creates the case.
     *
     * @param names of the cases to be measured, of which {@link Cases#LIST} and {@link Cases#EXPORT} count
     */
    ListCase(int systemsCount, List<String> names, Measurements measurements) {
        this.systemsCount = systemsCount;
        this.names = names;
        this.measurements = measurements;
    }

    void run(BenchEnvironment bench, int rounds) {
        String name = names.contains(Cases.LIST) ? Cases.LIST : Cases.EXPORT;
        measurements.attempt(name, Systems.MUSTER, () -> {
            try (MusterSession inventory = new MusterSession(bench)) {
                // Its tables would otherwise be filled by their migrations, for longer than a start may take.
                startOnce(bench);
                History history = new History(
                        new Fleet(systemsCount, APPLICATIONS), Instant.now().minus(Duration.ofDays(1)));
                inventory.take(history, history.add(Kind.SAME), false);
                measure(bench, rounds);
            }
        });
    }

    private static void startOnce(BenchEnvironment bench) {
        try (MusterService service = MusterService.assignment(bench, bench.checkout(), "muster-list-first", Map.of())) {
            service.awaitReady();
        }
    }

    private void measure(BenchEnvironment bench, int rounds) {
        BootstrapToken token = BootstrapToken.create();
        try (MusterService service = MusterService.assignment(
                bench, bench.checkout(), "muster-list", Map.of("MUSTER_BOOTSTRAP_TOKEN_SHA256", token.hash()))) {
            service.awaitReady();
            Map<TopicPartition, Long> ends = bench.broker().ends(Topics.INVENTORY_APPLICATIONS);
            Polling.await(
                    "following " + Topics.INVENTORY_APPLICATIONS,
                    CATCH_UP_TIMEOUT,
                    () -> bench.broker().lag(LIST_GROUP, ends) == 0);
            bench.database().run("vacuum (analyze)");
            if (names.contains(Cases.LIST)) {
                measurePages(new PageBenchmark(service.url(), token.text()), rounds);
            }
            if (names.contains(Cases.EXPORT)) {
                measureExports(service, token, rounds);
            }
        } finally {
            MusterCommands.deleteTopics(bench);
        }
    }

    private void measurePages(PageBenchmark probe, int rounds) {
        probe.measure(QUERIES, REQUESTS); // warm-up
        for (int round = 0; round < rounds; round++) {
            Latencies latencies = probe.measure(QUERIES, REQUESTS);
            add("list-p50", latencies.millis(0.5));
            add("list-p99", latencies.millis(0.99));
        }
    }

    private void measureExports(MusterService service, BootstrapToken token, int rounds) {
        ExportBenchmark probe = new ExportBenchmark(service.url(), token.text());
        long rows = (long) systemsCount * APPLICATIONS;
        for (int round = 0; round < rounds; round++) {
            for (String format : ExportBenchmark.FORMATS) {
                measurements.add("export-" + format, Systems.MUSTER, "s", probe.seconds(format, rows));
            }
            measurements.add(
                    "export-memory", Systems.MUSTER, "MiB", service.process().peakResidentBytes() / BYTES_PER_MIB);
        }
    }

    private void add(String benchmark, double millis) {
        measurements.add(benchmark, Systems.MUSTER, "ms", millis);
    }
}
