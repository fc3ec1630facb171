package dev.muster.benchmarks.cases;

import dev.muster.benchmarks.commands.Latencies;
import dev.muster.benchmarks.commands.MusterCommands;
import dev.muster.benchmarks.fleet.Fleet;
import dev.muster.benchmarks.fleet.History;
import dev.muster.benchmarks.fleet.Step.Kind;
import dev.muster.benchmarks.stack.Bench;
import dev.muster.benchmarks.stack.Waiting;
import dev.muster.benchmarks.systems.MusterService;
import dev.muster.benchmarks.systems.MusterSession;
import dev.muster.benchmarks.systems.Systems;
import dev.muster.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** A filtered page of applications over HTTP, one request after the other: 1 M records with 100,000 systems. */
final class ListCase {

    private static final String FOLLOWING_GROUP = "muster-application-lists";
    private static final Duration FOLLOWED_WITHIN = Duration.ofMinutes(60);
    private static final int REQUESTS = 500;

    /** What people ask for: by what it is, also by version, state and name, and a page that is not the first. */
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

    void run(Bench bench, int rounds) {
        measurements.attempt(Cases.LIST, Systems.MUSTER, () -> {
            try (MusterSession inventory = new MusterSession(bench)) {
                History history =
                        new History(new Fleet(systemsCount, 10), Instant.now().minus(Duration.ofDays(1)));
                inventory.take(history, history.add(Kind.SAME), false);
                ask(bench, rounds);
            }
        });
    }

    private void ask(Bench bench, int rounds) {
        BootstrapToken token = BootstrapToken.create();
        try (MusterService service = MusterService.assignment(
                bench, bench.checkout(), "muster-list", Map.of("MUSTER_BOOTSTRAP_TOKEN_SHA256", token.hash()))) {
            service.awaitReady();
            Map<TopicPartition, Long> ends = bench.broker().ends(Topics.INVENTORY_APPLICATIONS);
            Waiting.until(
                    "following " + Topics.INVENTORY_APPLICATIONS,
                    FOLLOWED_WITHIN,
                    () -> bench.broker().lag(FOLLOWING_GROUP, ends) == 0);
            bench.database().run("vacuum (analyze)");
            PageProbe probe = new PageProbe(service.url(), token.text());
            probe.measure(QUERIES, REQUESTS); // warms up
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
