package dev.muster.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muster.assignment.WhenUnknown;
import dev.muster.schemas.Topics;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

@ResourceLock(FaultTestCluster.LOCK)
class ReturnRaceIT {

    private static final String LOCK_ORGANIZATION =
            "select 1 from assignment.organization where organization_id = ? for update";

    private static final String OWNER =
            "select organization_id from assignment.applications where application_id = 'race_app'";

    private static final String LOCK_WAITS =
            "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and usename = 'muster_assignment'";

    private final FaultTestCluster cluster = FaultTestCluster.shared(FaultTestCluster.LOCK);
    private final Clients clients = cluster.clients;
    private final Messages messages = new Messages(clients);

    @BeforeEach
    void heal() {
        cluster.heal();
    }

    @Test
    void returnDuringFirstCommandKeepsTopicAndTableConsistent() throws SQLException {
        messages.registerCustomer("race-customer");
        Instant noon = Instant.now().truncatedTo(ChronoUnit.DAYS);
        messages.snapshot("race", noon, "app=1");
        await().until(() -> revision() == 1);
        await().until(() -> clients.lag("muster-applications", Topics.INVENTORY_APPLICATIONS) == 0);

        try (Connection holder = clients.connect();
                PreparedStatement hold = holder.prepareStatement(LOCK_ORGANIZATION)) {
            holder.setAutoCommit(false);
            hold.setString(1, "race-customer");
            hold.execute();
            messages.assign("race_app", "race-customer", WhenUnknown.REJECT);
            await().until(() -> clients.queryNumber(LOCK_WAITS) > 0);
            messages.snapshot("race", noon.plusSeconds(60));
            messages.snapshot("race", noon.plusSeconds(120), "app=1");
            await().until(() -> revision() == 3);
            // The event either waits for the command or has been processed already.
            await().until(() -> clients.queryNumber(LOCK_WAITS) > 1
                    || clients.lag("muster-applications", Topics.INVENTORY_APPLICATIONS) == 0);
            holder.commit();
        }

        await().until(() -> !clients.query("select 1 from assignment.command_outcome where application_id = 'race_app'")
                .isEmpty());
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        clients.lag("muster-applications", Topics.INVENTORY_APPLICATIONS) == 0 && cluster.isRelayed());
        // Either result is correct, but topic and table must agree: assigned after the return, or unassigned by it.
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(clients.consistency().problems()).isEmpty());
        assertThat(messages.lastOwnerships().get("race_app"))
                .isNotNull()
                .extracting(event -> event.getAfter().getOrganizationId())
                .isEqualTo(clients.query(OWNER).get(0).get("organization_id"));
    }

    private long revision() {
        return clients.queryNumber(
                "select coalesce(max(revision), 0) from inventory.applications where application_id = 'race_app'");
    }
}
