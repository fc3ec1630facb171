package dev.muster.messaging.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.testing.Infrastructure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

class OutboxLaneIT {

    private final OutboxFixture outbox = new OutboxFixture(Infrastructure.shared());

    @AfterEach
    void close() {
        outbox.close();
    }

    @Test
    void setsTcpTimeoutsForTheServer() throws Exception {
        try (Connection connection = outbox.dataSource().getConnection();
                Statement statement = connection.createStatement();
                OutboxLane lane = OutboxLane.open(new SingleConnectionDataSource(connection, true), 0)) {
            assertThat(lane.tryOwn()).isTrue();
            assertThat(setting(statement, "tcp_keepalives_idle")).isEqualTo("10");
            assertThat(setting(statement, "tcp_user_timeout")).isEqualTo("30000");
        }
    }

    @Test
    void expectsMorePagesWhenAReadReachesItsByteLimit() {
        OutboxLane.Page large = new OutboxLane.Page(1, 1, new byte[16 * 1024 * 1024]);

        assertThat(OutboxLane.areAll(List.of(large), 16)).isFalse();
        assertThat(OutboxLane.areAll(List.of(new OutboxLane.Page(1, 1, new byte[1])), 16))
                .isTrue();
    }

    private static String setting(Statement statement, String name) throws SQLException {
        try (ResultSet row = statement.executeQuery("show " + name)) {
            row.next();
            return row.getString(1);
        }
    }
}
