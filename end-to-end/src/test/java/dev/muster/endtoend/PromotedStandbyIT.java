package dev.muster.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muster.assignment.WhenUnknown;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Later tests on the shared cluster use the promoted database. */
@ResourceLock(FaultTestCluster.LOCK)
class PromotedStandbyIT {

    private static final int SYSTEMS = 12;

    private static final String COUNT_OWNED = """
            select count(*)
              from assignment.applications
             where system_id like 'promoted-%' and organization_id = 'promoted'
            """;

    private final FaultTestCluster cluster = FaultTestCluster.shared(FaultTestCluster.LOCK);
    private final Clients clients = cluster.clients;
    private final Messages messages = new Messages(clients);

    @BeforeEach
    void heal() {
        cluster.heal();
        messages.registerCustomer("promoted");
    }

    /** The first instances find it at the old address, the second ones with {@code targetServerType=primary}. */
    @Test
    void servicesUseThePromotedStandbyWithoutRestart() {
        List<Long> processes = processes();
        cluster.failOver();

        for (int system = 0; system < SYSTEMS; system++) {
            messages.snapshot("promoted-" + system, Instant.now().truncatedTo(ChronoUnit.SECONDS), "app=1");
            messages.assign("promoted-" + system + "_app", "promoted", WhenUnknown.WAIT);
        }

        await().atMost(Duration.ofSeconds(40)).until(() -> clients.queryNumber(COUNT_OWNED) == SYSTEMS);
        await().atMost(Duration.ofSeconds(40)).until(cluster::isRelayed);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> cluster.instances().stream()
                        .allMatch(instance -> instance.service().isReady()));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(clients.consistency().problems()).isEmpty());
        assertThat(processes()).isEqualTo(processes);
    }

    private List<Long> processes() {
        return cluster.instances().stream()
                .map(instance -> instance.service().processId())
                .toList();
    }
}
