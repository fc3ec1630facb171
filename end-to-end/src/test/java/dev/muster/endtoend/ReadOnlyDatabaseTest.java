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

/** The database answers and refuses to be written to: of a server that was demoted, or in the wrong hands. */
class ReadOnlyDatabaseTest {

    private static final int COMMANDS = 20;
    private static final Duration WATCHED_FOR = Duration.ofSeconds(6);

    private static final String SESSIONS = "select count(*) from pg_stat_activity where usename = ?";

    private final FaultBench bench = FaultBench.shared();
    private final Clients clients = bench.clients;
    private final Messages messages = new Messages(clients);

    @BeforeEach
    void heal() {
        bench.heal();
        messages.registerCustomer("read-only");
    }

    @AfterEach
    void allowAll() {
        bench.makeWritable();
        clients.execute("grant all on assignment.outbox_page to muster_assignment");
    }

    @Test
    void sessionsThatCannotWriteAreGivenUp() {
        bench.makeReadOnly();
        messages.snapshot("read-only", now(), "app=1");
        // Pools have new sessions by now.
        await().until(() ->
                clients.number(SESSIONS, "muster_ingest") > 2 && clients.number(SESSIONS, "muster_assignment") > 2);
        await().pollDelay(WATCHED_FOR).until(() -> true);
        assertThat(rows()).isEmpty();

        bench.makeWritable();

        await().atMost(Duration.ofSeconds(20)).until(() -> !rows().isEmpty());
        messages.assign("read-only_app", "read-only", WhenUnknown.WAIT);
        await().atMost(Duration.ofSeconds(20)).until(() -> rows().toString().contains("organization_id=read-only"));
    }

    @Test
    void aRelayThatCannotDeleteDoesNotSendAgain() {
        // So that pages are there when it cannot.
        clients.execute("revoke select on assignment.outbox_page from muster_assignment");
        Set<UUID> commands = commands("read-only-pages");
        await().until(() -> clients.number("select count(*) from assignment.command_outcome"
                        + " where application_id like 'read-only-pages%'")
                == COMMANDS);
        bench.makeReadOnly();
        clients.execute("grant select on assignment.outbox_page to muster_assignment");

        await().pollDelay(WATCHED_FOR).until(() -> true);
        assertThat(sent(commands)).isLessThanOrEqualTo(COMMANDS);

        bench.makeWritable();
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
