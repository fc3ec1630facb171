package dev.muster.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muster.assignment.OwnershipEvent;
import dev.muster.assignment.WhenUnknown;
import dev.muster.endtoend.FaultBench.Instance;
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

/** One of two instances is stopped where it is, with all that it holds. */
class FrozenInstanceTest {

    /** Enough to have some in each partition. */
    private static final int APPLICATIONS = 48;

    private static final String HOLD = "select 1 from assignment.organization where organization_id = ? for update";

    private static final String HOLDERS_OF_DIRECTORY = """
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

    private final FaultBench bench = FaultBench.shared();
    private final Clients clients = bench.clients;
    private final Messages messages = new Messages(clients);

    @BeforeEach
    void heal() {
        bench.heal();
        messages.registerCustomer("frozen-a");
        messages.registerCustomer("frozen-b");
        messages.registerCustomer("frozen-held");
    }

    @AfterEach
    void resume() {
        bench.instances().forEach(instance -> instance.service().resume());
    }

    @Test
    void anInstanceThatIsFrozenWithTheLockOfTheDirectoryHoldsTheOtherUpFor15SecondsAtTheMost() throws SQLException {
        List<String> applications = applications("frozen-holder");
        Instance holder;
        try (Connection session = clients.connect();
                PreparedStatement hold = session.prepareStatement(HOLD)) {
            session.setAutoCommit(false);
            hold.setString(1, "frozen-held");
            hold.execute();
            messages.rename("frozen-held", "held " + UUID.randomUUID());
            await().until(() -> !clients.query(HOLDERS_OF_DIRECTORY).isEmpty());
            holder = bench.owner(clients.number(HOLDERS_OF_DIRECTORY));
            holder.service().suspend();
            session.rollback();
        }

        Set<UUID> commands = assign(applications, "frozen-a");

        await().atMost(Duration.ofSeconds(15)).until(() -> decided(commands) > 0);
        assertThat(bench.other(holder).service().isReady()).isTrue();
        holder.service().resume();
        await().atMost(Duration.ofSeconds(30)).until(() -> decided(commands) == APPLICATIONS);
    }

    @Test
    void aRelayThatIsFrozenIsReplaced() {
        List<String> applications = applications("frozen-relay");
        Instance relay = bench.relayOwner("assignment");
        relay.service().suspend();

        Set<UUID> commands = assign(applications, "frozen-a");

        // 8 s to the end of the session, and some for the other one to notice.
        await().atMost(Duration.ofSeconds(15)).until(() -> published(commands) > 0);
        relay.service().resume();
        await().atMost(Duration.ofSeconds(40)).until(() -> published(commands) == APPLICATIONS);
        assertLastValuesAreRight("frozen-relay");
    }

    @Test
    void aRelayThatWasFrozenWithItsEventsOnTheWayDoesNotHaveTheLastWord() {
        List<String> applications = applications("frozen-on-the-way");
        bench.makeRelayOwner(bench.assignment2, "assignment");
        bench.kafkaOfSecond.freeze();
        Set<UUID> older = assign(applications, "frozen-a");
        await().until(() -> decided(older) > 0);
        // What the first instance decided, the second one is sending: at the latest when it has polled, after a second.
        await().pollDelay(Duration.ofSeconds(3)).until(() -> !bench.isRelayed());
        bench.assignment2.service().suspend();

        assign(applications, "frozen-b");
        await().atMost(Duration.ofSeconds(40))
                .until(() -> lastOwners("frozen-on-the-way").contains("frozen-b"));
        bench.kafkaOfSecond.thaw();
        bench.assignment2.service().resume();

        await().atMost(Duration.ofSeconds(40))
                .until(() -> clients.query(OWNERS, "frozen-on-the-way").stream()
                        .allMatch(row -> "frozen-b".equals(row.get("organization_id"))));
        assertLastValuesAreRight("frozen-on-the-way");
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

    /** As a consumer that keeps the last value of each key, such as a table in another database. */
    private void assertLastValuesAreRight(String system) {
        await().atMost(Duration.ofSeconds(20)).until(bench::isRelayed);
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
