package dev.muster.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muster.assignment.WhenUnknown;
import dev.muster.directory.OrganizationType;
import dev.muster.testing.Infrastructure;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CrashIT {

    private static final int SYSTEMS = 60;
    private static final int ROUNDS = 6;

    @Test
    void killedServicesLoseAndDuplicateNothing() {
        try (Infrastructure infrastructure = Infrastructure.startOwn();
                Pipeline pipeline = Pipeline.start(infrastructure)) {
            Messages messages = new Messages(pipeline.clients);
            messages.register("owner", OrganizationType.OWNER, null);
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(pipeline.query("select * from assignment.organization"))
                            .hasSize(1));

            Set<UUID> commands = new HashSet<>();
            Instant start = Instant.now().truncatedTo(ChronoUnit.DAYS);
            for (int round = 0; round < ROUNDS; round++) {
                for (int system = 0; system < SYSTEMS; system++) {
                    String id = "crash-" + system;
                    messages.snapshot(
                            id, start.plusSeconds(round), "steady=1", "moving=" + round, "round" + round + "=1");
                    commands.add(messages.assign(id + "_steady", "owner", WhenUnknown.WAIT));
                }
                ServiceUnderTest victim = round % 2 == 0 ? pipeline.ingest : pipeline.assignment;
                victim.kill();
                victim.start();
            }
            pipeline.ingest.awaitReady();
            pipeline.assignment.awaitReady();

            await().atMost(Duration.ofMinutes(2))
                    .untilAsserted(() -> assertThat(pipeline.query(
                                    "select 1 from inventory.applications where module_id = 'moving' and version = ?",
                                    Integer.toString(ROUNDS - 1)))
                            .hasSize(SYSTEMS));
            await().atMost(Duration.ofMinutes(2))
                    .untilAsserted(() -> assertThat(pipeline.query("select command_id from assignment.command_outcome"))
                            .extracting(row -> row.get("command_id"))
                            .containsAll(commands));
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(pipeline.query("select * from assignment.applications"
                                    + " where module_id = 'steady' and ownership_revision = 1 and status = 'assigned'"))
                            .hasSize(SYSTEMS));
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(
                                    pipeline.query(
                                            "select 1 from inventory.outbox_page union all select 1 from assignment.outbox_page"))
                            .isEmpty());

            assertThat(pipeline.consistency().problems()).isEmpty();
            assertThat(pipeline.query("select 1 from inventory.applications where deleted_at is null"))
                    .hasSize(SYSTEMS * 3);
            assertThat(pipeline.query("select 1 from inventory.applications where deleted_at is not null"))
                    .hasSize(SYSTEMS * (ROUNDS - 1));
        }
    }
}
