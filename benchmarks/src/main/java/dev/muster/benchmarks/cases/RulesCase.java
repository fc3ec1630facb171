package dev.muster.benchmarks.cases;

import dev.muster.benchmarks.commands.CommandSession;
import dev.muster.benchmarks.commands.CommandSource;
import dev.muster.benchmarks.commands.Latencies;
import dev.muster.benchmarks.commands.MusterCommands;
import dev.muster.benchmarks.fleet.Fleet;
import dev.muster.benchmarks.fleet.History;
import dev.muster.benchmarks.fleet.Step.Kind;
import dev.muster.benchmarks.stack.BenchEnvironment;
import dev.muster.benchmarks.stack.BenchmarkException;
import dev.muster.benchmarks.systems.MusterService;
import dev.muster.benchmarks.systems.MusterSession;
import dev.muster.benchmarks.systems.Systems;
import dev.muster.benchmarks.systems.TopicRun;
import dev.muster.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * Rules: the preview of 100 of them, a run that applies them beside commands that do the same, the latency of commands
 * while a run works, and following inventory with 1,000 of them.
 */
final class RulesCase {

    private static final int APPLICATIONS = 10;
    private static final int PREVIEWED = 100;
    private static final int FOLLOWED = 1_000;
    private static final int PER_SECOND = 500;
    private static final int SECONDS = 20;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final String TARGET = "bench1";
    private static final String GROUP = "muster-applications";

    private final int systemsCount;
    private final CommandSource source;
    private final Measurements measurements;

    RulesCase(int systemsCount, CommandSource source, Measurements measurements) {
        this.systemsCount = systemsCount;
        this.source = source;
        this.measurements = measurements;
    }

    void run(BenchEnvironment bench, int rounds) {
        measurements.attempt(Cases.RULES, Systems.MUSTER, () -> {
            try (MusterSession inventory = new MusterSession(bench)) {
                History history = new History(
                        new Fleet(systemsCount, APPLICATIONS), Instant.now().minus(Duration.ofDays(1)));
                inventory.take(history, history.add(Kind.SAME), false);
                for (int round = 0; round < rounds; round++) {
                    measure(bench, inventory, history);
                }
            }
        });
    }

    private void measure(BenchEnvironment bench, MusterSession inventory, History history) {
        BootstrapToken token = BootstrapToken.create();
        MusterService service = MusterService.assignment(
                bench, bench.checkout(), "muster-rules", Map.of("MUSTER_BOOTSTRAP_TOKEN_SHA256", token.hash()));
        try (CommandSession session =
                new MusterCommands(Systems.MUSTER, bench.checkout(), source).open(bench, service)) {
            RulesClient rules = new RulesClient(service.url(), token.text());
            follow(bench, inventory, history, service); // warm-up
            double without = follow(bench, inventory, history, service);
            measurements.add("rules-following-without", Systems.MUSTER, "events/s", without);
            latency("rules-latency-without-p99", session);

            JsonNode all = preview(bench, rules);
            apply(bench, rules, all);
            commands(session);
            whileItWorks(rules, session);

            String many = document(FOLLOWED, RulesCase::matchesOnePercent, TARGET);
            rules.awaitDone(rules.publish(many, rules.preview(many)));
            measurements.add("rules-following", Systems.MUSTER, "events/s", follow(bench, inventory, history, service));
        }
    }

    /** Previews with rules that read columns, and that read JSON; returns the one of columns. */
    private JsonNode preview(BenchEnvironment bench, RulesClient rules) {
        bench.database().vacuumAndCheckpoint();
        rules.preview(ofColumns());
        JsonNode plan = timed("rules-preview", rules, ofColumns());
        timed(
                "rules-preview-json",
                rules,
                document(
                        PREVIEWED,
                        i -> "{\"field\":\"inventory_data.image\",\"op\":\"suffix\",\"value\":\"/none" + i + ":1.0\"}",
                        TARGET));
        return plan;
    }

    private JsonNode timed(String name, RulesClient rules, String document) {
        long start = System.nanoTime();
        JsonNode plan = rules.preview(document);
        measurements.add(name, Systems.MUSTER, "s", (System.nanoTime() - start) / NANOS_PER_SECOND);
        return plan;
    }

    /** A run that assigns every application. */
    private void apply(BenchEnvironment bench, RulesClient rules, JsonNode plan) {
        bench.database().vacuumAndCheckpoint();
        long start = System.nanoTime();
        long changed = rules.awaitDone(rules.publish(ofColumns(), plan));
        double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
        if (changed == 0) {
            throw new BenchmarkException("the run has changed nothing");
        }
        measurements.add("rules-run", Systems.MUSTER, "applications/s", changed / seconds);
    }

    private void commands(CommandSession session) {
        int commands = systemsCount;
        measurements.add(
                "rules-commands", Systems.MUSTER, "commands/s", commands * NANOS_PER_SECOND / session.take(commands));
    }

    /** Commands are about the first applications, which they have pinned: the run leaves these alone. */
    private void whileItWorks(RulesClient rules, CommandSession session) {
        String other = document(1, i -> "{\"field\":\"module_id\",\"op\":\"exists\"}", "bench2");
        String run = rules.publish(other, rules.preview(other));
        latency("rules-latency-p99", session);
        if (!rules.isAtWork(run)) {
            measurements.log("the run was done before the commands were: take more systems");
        }
        rules.awaitDone(run);
    }

    private void latency(String name, CommandSession session) {
        Latencies latencies = session.latencies(Math.min(systemsCount, PER_SECOND * SECONDS), PER_SECOND);
        measurements.add(name, Systems.MUSTER, "ms", latencies.millis(0.99));
    }

    /** One changed application of each system; returns events per second. */
    private double follow(BenchEnvironment bench, MusterSession inventory, History history, MusterService service) {
        TopicRun run = new TopicRun(
                bench,
                service.process(),
                Topics.INVENTORY_APPLICATIONS,
                GROUP,
                () -> bench.database().isTrue("select not exists (select from assignment.outbox_page)"));
        run.awaitAssignment();
        int step = history.add(Kind.ONE_EACH);
        long nanos = run.follow(() -> inventory.take(history, step, false));
        return history.changes(step) * NANOS_PER_SECOND / nanos;
    }

    private static String ofColumns() {
        return document(
                PREVIEWED,
                i -> "{\"field\":\"module_id\",\"op\":\""
                        + (i == PREVIEWED - 1 ? "exists\"}" : "equals\",\"value\":\"none" + i + "\"}"),
                TARGET);
    }

    /** One of a thousand rules matches; it is about one in a hundred applications. */
    private static String matchesOnePercent(int rule) {
        return rule == 0
                ? "{\"field\":\"node_label\",\"op\":\"equals\",\"value\":\"node 1\"},"
                        + "{\"field\":\"system_id\",\"op\":\"glob\",\"value\":\"*00\"}"
                : "{\"field\":\"instance_of\",\"op\":\"equals\",\"value\":\"none" + rule + "\"}";
    }

    private static String document(int rules, IntFunction<String> criteria, String organizationId) {
        return IntStream.range(0, rules)
                .mapToObj(i -> "{\"id\":\"r" + i + "\",\"match\":[" + criteria.apply(i)
                        + "],\"target\":{\"organization\":\"" + organizationId + "\"}}")
                .collect(Collectors.joining(",", "{\"rules\":[", "]}"));
    }
}
