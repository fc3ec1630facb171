package dev.muster.messaging.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.testing.Infrastructure;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutboxLanesIT {

    private final OutboxFixture outbox = new OutboxFixture(Infrastructure.shared());

    @BeforeEach
    void createTable() {
        outbox.database.execute(
                "create table outbox_lanes (singleton boolean primary key default true check (singleton), lanes integer not null)");
    }

    @AfterEach
    void close() {
        outbox.close();
    }

    @Test
    void firstInstanceSetsTheNumber() throws SQLException {
        assertThat(agree(2)).isNull();
        assertThat(agree(2)).isNull();
    }

    @Test
    void anotherNumberIsRefusedWhileMessagesWait() throws SQLException {
        agree(1);
        outbox.append(new OutboxMessage(outbox.topic, new byte[1], new byte[1]));

        assertThat(agree(2)).contains("MUSTER_OUTBOX_LANES is 2 here and 1 in the database", "messages wait");
    }

    @Test
    void anotherNumberIsRefusedWhileARelayRuns() throws SQLException {
        agree(1);
        try (Connection relay = outbox.dataSource().getConnection()) {
            relay.createStatement().execute("select pg_advisory_lock(hashtext('outbox_' || current_schema()), 0)");

            assertThat(agree(2)).contains("stop them all");
        }
    }

    @Test
    void numberChangesWhenNothingRunsAndNothingWaits() throws SQLException {
        agree(1);

        assertThat(agree(2)).isNull();
        assertThat(agree(2)).isNull();
        assertThat(agree(1)).isNull();
    }

    private @Nullable String agree(int lanes) throws SQLException {
        try (Connection session = outbox.dataSource().getConnection()) {
            return OutboxLanes.agree(session, lanes);
        }
    }
}
