package dev.muster.benchmarks.peers.reports;

import dev.muster.inventory.InventoryReport;
import dev.muster.inventory.ReportedApplication;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Writes applications with a standard upsert. */
@Component
class ApplicationTable {

    private static final String UPSERT = """
            insert into peer.application (
              application_id, system_id, module_id, instance_of, name, source, display_name, version, node_id, node_label,
              url, is_user_facing, inventory_data, backup_data, services_data, last_inventory_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::json, ?::json, ?::json, ?)
            on conflict (application_id) do update set
              system_id = excluded.system_id,
              module_id = excluded.module_id,
              instance_of = excluded.instance_of,
              name = excluded.name,
              source = excluded.source,
              display_name = excluded.display_name,
              version = excluded.version,
              node_id = excluded.node_id,
              node_label = excluded.node_label,
              url = excluded.url,
              is_user_facing = excluded.is_user_facing,
              inventory_data = excluded.inventory_data,
              backup_data = excluded.backup_data,
              services_data = excluded.services_data,
              last_inventory_at = excluded.last_inventory_at
            """;

    private static final int BATCH = 1000;

    private final JdbcTemplate database;

    ApplicationTable(JdbcTemplate database) {
        this.database = database;
    }

    /** One application of one report. */
    record Row(InventoryReport report, ReportedApplication application) {}

    void write(List<Row> rows) {
        database.batchUpdate(UPSERT, rows, BATCH, ApplicationTable::set);
    }

    void write(Row row) {
        database.update(UPSERT, statement -> set(statement, row));
    }

    private static void set(PreparedStatement statement, Row row) throws SQLException {
        ReportedApplication application = row.application();
        String system = row.report().getSystemId();
        statement.setString(1, system + "_" + application.getModuleId());
        statement.setString(2, system);
        statement.setString(3, application.getModuleId());
        statement.setString(4, application.getInstanceOf());
        statement.setString(5, application.getName());
        statement.setString(6, application.getSource());
        statement.setString(7, application.getDisplayName());
        statement.setString(8, application.getVersion());
        statement.setObject(9, application.getNodeId(), Types.INTEGER);
        statement.setString(10, application.getNodeLabel());
        statement.setString(11, application.getUrl());
        statement.setBoolean(12, application.getUserFacing());
        statement.setString(13, application.getInventoryData());
        statement.setString(14, application.getBackupData());
        statement.setString(15, application.getServicesData());
        statement.setObject(16, row.report().getCollectedAt().atOffset(ZoneOffset.UTC));
    }
}
