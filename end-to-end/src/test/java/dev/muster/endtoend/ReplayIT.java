package dev.muster.endtoend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muster.assignment.WhenUnknown;
import dev.muster.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A record gets the same result whenever and by whichever instance it is read. */
@ResourceLock(FaultTestCluster.LOCK)
class ReplayIT {

    private static final String GROUP = "muster-assignment-commands";

    private final FaultTestCluster cluster = FaultTestCluster.shared(FaultTestCluster.LOCK);
    private final Clients clients = cluster.clients;
    private final Messages messages = new Messages(clients);

    @BeforeEach
    void heal() {
        cluster.heal();
        messages.registerCustomer("replay-a");
        messages.registerCustomer("replay-b");
    }

    @Test
    void rejectedCommandIsRejectedAgainOnReplay() {
        messages.snapshot("replay", Instant.now().truncatedTo(ChronoUnit.DAYS), "app=1");
        await().atMost(Duration.ofSeconds(20)).until(() -> !owner().isEmpty());
        // More than ten minutes ahead at the first read, less at the second.
        Instant ahead = Instant.now().plus(Duration.ofMinutes(10)).plusSeconds(5);
        UUID rejected = messages.assign("replay_app", "replay-a", WhenUnknown.REJECT, ahead);
        messages.assign("replay_app", "replay-b", WhenUnknown.REJECT);
        await().atMost(Duration.ofSeconds(20)).until(() -> owner().toString().contains("replay-b"));
        List<Map<String, @Nullable Object>> before = owner();

        cluster.assignment1.service().requestStop();
        cluster.assignment2.service().stop();
        cluster.assignment1.service().stop();
        await().until(() -> Instant.now().isAfter(ahead.minus(Duration.ofMinutes(10))));
        clients.resetToBeginning(GROUP, Topics.ASSIGNMENT_COMMANDS);
        cluster.assignment1.service().start();
        cluster.assignment2.service().start();

        await().atMost(Duration.ofMinutes(1)).until(() -> clients.lag(GROUP, Topics.ASSIGNMENT_COMMANDS) == 0);
        assertThat(owner()).isEqualTo(before);
        assertThat(clients.query(
                        "select 1 from assignment.command_outcome where command_id = ? and status = 'APPLIED'",
                        rejected))
                .isEmpty();
    }

    /**
     * In Latin-1, {@code müller} and {@code möller} differ by one byte, which a lenient UTF-8 decoder maps to the same
     * character.
     */
    @Test
    void reportWithInvalidUtf8IsADeadLetterAndOthersAreProcessed() {
        Instant today = Instant.now().truncatedTo(ChronoUnit.DAYS);
        byte[] latin1 = messages.encodedSnapshot("m?ller", today, "app=1");
        for (int i = 0; i < latin1.length; i++) {
            if (latin1[i] == '?' && latin1[i - 1] == 'm') {
                latin1[i] = (byte) 0xFC;
            }
        }
        messages.snapshot("latin1-before", today, "app=1");
        clients.publish(Topics.INVENTORY_REPORTS, "m\u00fcller".getBytes(ISO_8859_1), latin1);
        messages.snapshot("latin1-after", today, "app=1");

        await().atMost(Duration.ofSeconds(20))
                .until(() -> clients.query("select 1 from inventory.applications where system_id like 'latin1-%'")
                                .size()
                        == 2);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(clients.records(Topics.INVENTORY_REPORTS + ".dead-letters"))
                        .anySatisfy(record -> {
                            assertThat(record.value()).isEqualTo(latin1);
                            assertThat(record.headers())
                                    .anySatisfy(header -> assertThat(new String(header.value(), UTF_8))
                                            .isEqualTo("malformed"));
                        }));
        assertThat(clients.query("select 1 from inventory.applications where system_id like 'm%ller'"))
                .isEmpty();
    }

    private List<Map<String, @Nullable Object>> owner() {
        return clients.query("select organization_id, ownership_revision, status from assignment.applications"
                + " where application_id = 'replay_app'");
    }
}
