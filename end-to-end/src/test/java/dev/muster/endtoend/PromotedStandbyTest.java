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

/** Those that come after it on the shared bench have the promoted database. */
class PromotedStandbyTest {

    private static final int SYSTEMS = 12;

    private static final String OWNED = """
            select count(*)
              from assignment.applications
             where system_id like 'promoted-%' and organization_id = 'promoted'
            """;

    private final FaultBench bench = FaultBench.shared();
    private final Clients clients = bench.clients;
    private final Messages messages = new Messages(clients);

    @BeforeEach
    void heal() {
        bench.heal();
        messages.registerCustomer("promoted");
    }

    /** The first instances find it at the address of the old one, the second ones by {@code targetServerType=primary}. */
    @Test
    void servicesGoOnWithAStandbyThatIsPromotedWithoutARestart() {
        List<Long> processes = processes();
        bench.failOver();

        for (int system = 0; system < SYSTEMS; system++) {
            messages.snapshot("promoted-" + system, Instant.now().truncatedTo(ChronoUnit.SECONDS), "app=1");
            messages.assign("promoted-" + system + "_app", "promoted", WhenUnknown.WAIT);
        }

        await().atMost(Duration.ofSeconds(40)).until(() -> clients.number(OWNED) == SYSTEMS);
        await().atMost(Duration.ofSeconds(40)).until(bench::isRelayed);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> bench.instances().stream()
                        .allMatch(instance -> instance.service().isReady()));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(clients.agreement().problems()).isEmpty());
        assertThat(processes()).isEqualTo(processes);
    }

    private List<Long> processes() {
        return bench.instances().stream()
                .map(instance -> instance.service().processId())
                .toList();
    }
}
