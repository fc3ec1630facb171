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

/** Filtered pages of applications over HTTP, sequential requests; 1 M records with 100,000 systems. */
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

    private final int systemsCount;
    private final Measurements measurements;

    ListCase(int systemsCount, Measurements measurements) {
        this.systemsCount = systemsCount;
        this.measurements = measurements;
    }

    void run(BenchEnvironment bench, int rounds) {
        measurements.attempt(Cases.LIST, Systems.MUSTER, () -> {
            try (MusterSession inventory = new MusterSession(bench)) {
                History history =
                        new History(new Fleet(systemsCount, 10), Instant.now().minus(Duration.ofDays(1)));
                inventory.take(history, history.add(Kind.SAME), false);
                measurePages(bench, rounds);
            }
        });
    }

    private void measurePages(BenchEnvironment bench, int rounds) {
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
            PageBenchmark probe = new PageBenchmark(service.url(), token.text());
            probe.measure(QUERIES, REQUESTS); // warm-up
            for (int round = 0; round < rounds; round++) {
                Latencies latencies = probe.measure(QUERIES, REQUESTS);
                add("list-p50", latencies.millis(0.5));
                add("list-p99", latencies.millis(0.99));
            }
        } finally {
            MusterCommands.deleteTopics(bench);
        }
    }

    private void add(String benchmark, double millis) {
        measurements.add(benchmark, Systems.MUSTER, "ms", millis);
    }
}
