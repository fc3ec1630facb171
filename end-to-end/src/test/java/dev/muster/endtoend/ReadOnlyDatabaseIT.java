package dev.muster.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muster.assignment.WhenUnknown;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The database is read-only, like a demoted primary. */
@ResourceLock(FaultTestCluster.LOCK)
class ReadOnlyDatabaseIT {

    private static final int COMMANDS = 20;
    private static final Duration OBSERVATION_TIME = Duration.ofSeconds(6);

    private static final String SESSIONS = "select count(*) from pg_stat_activity where usename = ?";

    private final FaultTestCluster cluster = FaultTestCluster.shared(FaultTestCluster.LOCK);
    private final Clients clients = cluster.clients;
    private final Messages messages = new Messages(clients);

    @BeforeEach
    void heal() {
        cluster.heal();
        messages.registerCustomer("read-only");
    }

    @AfterEach
    void restoreWriteAccess() {
        cluster.makeWritable();
        clients.execute("grant all on assignment.outbox_page to muster_assignment");
    }

    @Test
    void readOnlyConnectionsAreEvicted() {
        cluster.makeReadOnly();
        messages.snapshot("read-only", now(), "app=1");
        // Wait until the pools have new connections.
        await().until(() -> clients.queryNumber(SESSIONS, "muster_ingest") > 2
                && clients.queryNumber(SESSIONS, "muster_assignment") > 2);
        await().pollDelay(OBSERVATION_TIME).until(() -> true);
        assertThat(rows()).isEmpty();

        cluster.makeWritable();

        await().atMost(Duration.ofSeconds(20)).until(() -> !rows().isEmpty());
        messages.assign("read-only_app", "read-only", WhenUnknown.WAIT);
        await().atMost(Duration.ofSeconds(20)).until(() -> rows().toString().contains("organization_id=read-only"));
    }

    @Test
    void relayThatCannotDeleteDoesNotResend() {
        // Keep pages in the outbox until the database is read-only.
        clients.execute("revoke select on assignment.outbox_page from muster_assignment");
        Set<UUID> commands = commands("read-only-pages");
        await().until(() -> clients.queryNumber("select count(*) from assignment.command_outcome"
                        + " where application_id like 'read-only-pages%'")
                == COMMANDS);
        cluster.makeReadOnly();
        clients.execute("grant select on assignment.outbox_page to muster_assignment");

        await().pollDelay(OBSERVATION_TIME).until(() -> true);
        assertThat(sent(commands)).isLessThanOrEqualTo(COMMANDS);

        cluster.makeWritable();
        await().atMost(Duration.ofSeconds(40))
                .until(() -> Set.copyOf(sentIds(commands)).equals(commands));
        assertThat(sent(commands)).isLessThanOrEqualTo(2 * COMMANDS);
    }

    private Set<UUID> commands(String application) {
        Set<UUID> commands = new HashSet<>();
        IntStream.range(0, COMMANDS)
                .forEach(i -> commands.add(messages.assign(application + i, "read-only", WhenUnknown.REJECT)));
        return commands;
    }

    private int sent(Set<UUID> commands) {
        return sentIds(commands).size();
    }

    private List<UUID> sentIds(Set<UUID> commands) {
        return messages.outcomes().stream()
                .map(outcome -> outcome.getCommandId())
                .filter(commands::contains)
                .toList();
    }

    private List<?> rows() {
        return clients.query("select * from assignment.applications where system_id = 'read-only'");
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS);
    }
}
