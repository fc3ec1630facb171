package dev.muster.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muster.assignment.OwnershipEvent;
import dev.muster.assignment.WhenUnknown;
import dev.muster.endtoend.FaultTestCluster.Instance;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** One of two instances is suspended while it holds locks and connections. */
@ResourceLock(FaultTestCluster.LOCK)
class FrozenInstanceIT {

    /** Enough to cover each partition. */
    private static final int APPLICATIONS = 48;

    private static final String LOCK_ORGANIZATION =
            "select 1 from assignment.organization where organization_id = ? for update";

    private static final String DIRECTORY_LOCK_HOLDERS = """
            select s.client_port
              from pg_locks l
              join pg_stat_activity s on s.pid = l.pid
             where l.locktype = 'advisory' and l.granted and l.mode = 'ExclusiveLock' and l.objsubid = 1
               and s.usename = 'muster_assignment'
            """;

    private static final String OWNERS = """
            select application_id, organization_id, ownership_revision
              from assignment.applications
             where system_id = ?
            """;

    private final FaultTestCluster cluster = FaultTestCluster.shared(FaultTestCluster.LOCK);
    private final Clients clients = cluster.clients;
    private final Messages messages = new Messages(clients);

    @BeforeEach
    void heal() {
        cluster.heal();
        messages.registerCustomer("frozen-a");
        messages.registerCustomer("frozen-b");
        messages.registerCustomer("frozen-held");
    }

    @AfterEach
    void resume() {
        cluster.instances().forEach(instance -> instance.service().resume());
    }

    @Test
    void frozenLockHolderBlocksTheOtherForAtMost15Seconds() throws SQLException {
        List<String> applications = applications("frozen-holder");
        Instance holder;
        try (Connection session = clients.connect();
                PreparedStatement hold = session.prepareStatement(LOCK_ORGANIZATION)) {
            session.setAutoCommit(false);
            hold.setString(1, "frozen-held");
            hold.execute();
            messages.rename("frozen-held", "held " + UUID.randomUUID());
            await().until(() -> !clients.query(DIRECTORY_LOCK_HOLDERS).isEmpty());
            holder = cluster.owner(clients.queryNumber(DIRECTORY_LOCK_HOLDERS));
            holder.service().suspend();
            session.rollback();
        }

        Set<UUID> commands = assign(applications, "frozen-a");

        await().atMost(Duration.ofSeconds(15)).until(() -> decided(commands) > 0);
        assertThat(cluster.other(holder).service().isReady()).isTrue();
        holder.service().resume();
        await().atMost(Duration.ofSeconds(30)).until(() -> decided(commands) == APPLICATIONS);
    }

    @Test
    void frozenRelayIsReplaced() {
        List<String> applications = applications("frozen-relay");
        Instance relay = cluster.relayOwner("assignment");
        relay.service().suspend();

        Set<UUID> commands = assign(applications, "frozen-a");

        // 8 s until the database session ends, plus the time until the other instance notices.
        await().atMost(Duration.ofSeconds(15)).until(() -> published(commands) > 0);
        relay.service().resume();
        await().atMost(Duration.ofSeconds(40)).until(() -> published(commands) == APPLICATIONS);
        assertLastEventsMatchRows("frozen-relay");
    }

    @Test
    void resumedRelayDoesNotOverwriteNewerEvents() {
        List<String> applications = applications("frozen-on-the-way");
        cluster.makeRelayOwner(cluster.assignment2, "assignment");
        cluster.secondKafkaProxy.freeze();
        Set<UUID> older = assign(applications, "frozen-a");
        await().until(() -> decided(older) > 0);
        // Outcomes of the first instance are sent by the relay of the second, at the latest after its poll interval of
        // 1 s.
        await().pollDelay(Duration.ofSeconds(3)).until(() -> !cluster.isRelayed());
        cluster.assignment2.service().suspend();

        assign(applications, "frozen-b");
        await().atMost(Duration.ofSeconds(40))
                .until(() -> lastOwners("frozen-on-the-way").contains("frozen-b"));
        cluster.secondKafkaProxy.thaw();
        cluster.assignment2.service().resume();

        await().atMost(Duration.ofSeconds(40))
                .until(() -> clients.query(OWNERS, "frozen-on-the-way").stream()
                        .allMatch(row -> "frozen-b".equals(row.get("organization_id"))));
        assertLastEventsMatchRows("frozen-on-the-way");
    }

    private List<String> applications(String system) {
        String[] modules =
                IntStream.range(0, APPLICATIONS).mapToObj(i -> "m" + i + "=1").toArray(String[]::new);
        messages.snapshot(system, Instant.now().truncatedTo(ChronoUnit.DAYS), modules);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> clients.query(OWNERS, system).size() == APPLICATIONS);
        return IntStream.range(0, APPLICATIONS).mapToObj(i -> system + "_m" + i).toList();
    }

    private Set<UUID> assign(List<String> applications, String organization) {
        Set<UUID> commands = new HashSet<>();
        applications.forEach(id -> commands.add(messages.assign(id, organization, WhenUnknown.WAIT)));
        return commands;
    }

    private long decided(Set<UUID> commands) {
        return clients.query("select command_id from assignment.command_outcome").stream()
                .filter(row -> commands.contains(row.get("command_id")))
                .count();
    }

    private long published(Set<UUID> commands) {
        return messages.outcomes().stream()
                .map(outcome -> outcome.getCommandId())
                .filter(commands::contains)
                .distinct()
                .count();
    }

    private Set<String> lastOwners(String system) {
        Set<String> owners = new HashSet<>();
        messages.lastOwnerships().forEach((id, event) -> {
            String organization = event.getAfter().getOrganizationId();
            if (id.startsWith(system + "_") && organization != null) {
                owners.add(organization);
            }
        });
        return owners;
    }

    /** Compares the last event of each key with the rows, as a consumer that materializes the topic would. */
    private void assertLastEventsMatchRows(String system) {
        await().atMost(Duration.ofSeconds(20)).until(cluster::isRelayed);
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            Map<String, OwnershipEvent> last = messages.lastOwnerships();
            assertThat(clients.query(OWNERS, system)).allSatisfy(row -> {
                OwnershipEvent event = Objects.requireNonNull(last.get(String.valueOf(row.get("application_id"))));
                assertThat(event.getRevision()).isEqualTo(row.get("ownership_revision"));
                assertThat(event.getAfter().getOrganizationId()).isEqualTo(row.get("organization_id"));
            });
        });
    }
}
