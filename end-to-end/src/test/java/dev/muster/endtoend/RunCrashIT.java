package dev.muster.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muster.testing.Infrastructure;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A run that changes many applications, while its service is killed again and again. */
@ResourceLock(Pipeline.LOCK)
class RunCrashIT {

    /** More of them, as in {@code -Dmuster.run.applications=100000}, take longer. */
    private static final int APPLICATIONS = Integer.getInteger("muster.run.applications", 20_000);

    private static final int PER_SYSTEM = 1_000;
    private static final int KILLS = 3;
    private static final String RULES = "/api/organizations/_platform/rule-set";
    private static final String RULE_SET = """
            {"rules": [{"id": "all", "match": [{"field": "instance_of", "op": "equals", "value": "mail"}],
                        "target": {"organization": "customer"}}]}
            """;

    @Test
    void aKilledRunGoesOnWhereItWasAndChangesEachApplicationOnce() {
        try (Infrastructure infrastructure = Infrastructure.startOwn();
                Pipeline pipeline = Pipeline.start(infrastructure)) {
            report(pipeline);

            UUID run = publish(pipeline);
            for (int kill = 1; kill <= KILLS; kill++) {
                int reached = APPLICATIONS * kill / (KILLS + 2);
                await().pollInterval(Duration.ofMillis(50))
                        .atMost(Duration.ofMinutes(5))
                        .until(() -> changed(pipeline, run) > reached);
                pipeline.assignment.kill();
                assertThat(state(pipeline, run)).isEqualTo("RUNNING");
                assertThat(changed(pipeline, run)).isLessThan(APPLICATIONS);
                pipeline.assignment.start();
            }
            await().atMost(Duration.ofMinutes(5))
                    .until(() -> state(pipeline, run).equals("DONE"));
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> pipeline.query("select 1 from assignment.outbox_page")
                            .isEmpty());

            assertThat(changed(pipeline, run)).isEqualTo(APPLICATIONS);
            assertThat(number(
                            pipeline,
                            "select count(*) as n from assignment.ownership_history where run_id = ? and revision = 1",
                            run))
                    .isEqualTo(APPLICATIONS);
            assertThat(number(pipeline, "select count(*) as n from assignment.ownership_history"))
                    .isEqualTo(APPLICATIONS);
            assertThat(number(
                            pipeline,
                            "select (counts::jsonb -> 'counts' ->> 'CHANGED')::bigint as n from assignment.run where run_id = ?",
                            run))
                    .isEqualTo(APPLICATIONS);
            assertThat(pipeline.query(
                            "select 1 from assignment.applications where organization_id is distinct from 'customer'"))
                    .isEmpty();
            assertThat(pipeline.consistency().problems()).isEmpty();
        }
    }

    private static void report(Pipeline pipeline) {
        Messages messages = new Messages(pipeline.clients);
        messages.registerCustomer("customer");
        Instant collectedAt = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        String[] applications = IntStream.range(0, PER_SYSTEM)
                .mapToObj(module -> "mail" + module + "=1")
                .toArray(String[]::new);
        for (int system = 0; system < APPLICATIONS / PER_SYSTEM; system++) {
            messages.snapshot("run-crash-" + system, collectedAt, applications);
        }
        await().atMost(Duration.ofMinutes(5))
                .until(() -> number(pipeline, "select count(*) as n from inventory.applications") == APPLICATIONS);
    }

    /** Previews and publishes; returns the run. */
    private static UUID publish(Pipeline pipeline) {
        JsonNode plan = send(pipeline, "POST", RULES + "/preview", 200, "Accept", "application/json");
        JsonNode run = send(
                pipeline,
                "PUT",
                RULES + "?plan_token=" + plan.get("plan_token").stringValue(),
                202,
                "If-None-Match",
                "*");
        return UUID.fromString(run.get("id").stringValue());
    }

    private static JsonNode send(
            Pipeline pipeline, String method, String path, int status, String header, String value) {
        ServiceUnderTest.Response answer = pipeline.assignment.send(
                method,
                path,
                RULE_SET,
                Duration.ofMinutes(1),
                "Authorization",
                "Bearer " + Pipeline.ADMINISTRATOR_TOKEN,
                header,
                value);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        return new JsonMapper().readTree(answer.body()).get("data");
    }

    private static long changed(Pipeline pipeline, UUID run) {
        return number(pipeline, "select count(*) as n from assignment.run_result where run_id = ?", run);
    }

    private static String state(Pipeline pipeline, UUID run) {
        return String.valueOf(pipeline.query("select state from assignment.run where run_id = ?", run)
                .get(0)
                .get("state"));
    }

    private static long number(Pipeline pipeline, String sql, Object... parameters) {
        return ((Number) Objects.requireNonNull(
                        pipeline.query(sql, parameters).get(0).get("n")))
                .longValue();
    }
}
