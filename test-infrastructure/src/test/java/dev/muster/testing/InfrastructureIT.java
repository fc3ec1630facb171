package dev.muster.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

class InfrastructureIT {

    @Test
    void sharesOneInstance() throws Exception {
        assertThat(Infrastructure.shared()).isSameAs(Infrastructure.shared());
        try (Connection connection = connectAsIngest(Infrastructure.shared())) {
            assertThat(connection.getSchema()).isEqualTo("inventory");
        }
    }

    @Test
    void rolesHaveDifferentPasswords() throws Exception {
        Infrastructure shared = Infrastructure.shared();
        connect(shared.jdbcUrl(), shared.adminUser(), shared.adminPassword()).close();
        connect(shared.jdbcUrl(), shared.assignmentUser(), shared.assignmentPassword())
                .close();
        assertThatThrownBy(() -> connect(shared.jdbcUrl(), shared.assignmentUser(), shared.ingestPassword()))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("password");
    }

    @Test
    void restartKeepsAddressesAndData() throws Exception {
        try (Infrastructure own = Infrastructure.startOwn();
                Admin admin = Admin.create(Map.of("bootstrap.servers", own.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic("things", 1, (short) 1)))
                    .all()
                    .get();
            own.stopDatabase();
            own.stopBroker();
            assertThatThrownBy(() -> connectAsIngest(own)).isInstanceOf(SQLException.class);
            own.startBroker();
            own.startDatabase();
            connectAsIngest(own).close();
            assertThat(admin.listTopics().names().get()).contains("things");
        }
    }

    private static Connection connectAsIngest(Infrastructure infrastructure) throws SQLException {
        return connect(infrastructure.jdbcUrl(), infrastructure.ingestUser(), infrastructure.ingestPassword());
    }

    private static Connection connect(String url, String user, String password) throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }
}
