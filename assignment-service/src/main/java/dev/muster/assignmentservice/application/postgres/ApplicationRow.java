package dev.muster.assignmentservice.application.postgres;

import dev.muster.assignmentservice.application.Application;
import dev.muster.assignmentservice.application.Application.Owner;
import dev.muster.assignmentservice.application.Application.ReportedApplication;
import dev.muster.assignmentservice.application.ApplicationDetails;
import dev.muster.assignmentservice.organization.OrganizationType;
import dev.muster.assignmentservice.postgres.RowArrays;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

final class ApplicationRow {

    private ApplicationRow() {}

    static Application read(ResultSet row, int number) throws SQLException {
        return read(row, (ReportedApplication.Data) null);
    }

    static Application readWithData(ResultSet row, int number) throws SQLException {
        return read(
                row,
                new ReportedApplication.Data(
                        row.getString("inventory_data"), row.getString("backup_data"), row.getString("services_data")));
    }

    private static Application read(ResultSet row, ReportedApplication.@Nullable Data data) throws SQLException {
        return new Application(
                reported(row, data),
                owner(row),
                false,
                row.getString("rebranding_public_id"),
                row.getLong("ownership_revision"),
                details(row),
                row.getString("system_name"),
                Objects.requireNonNull(RowArrays.time(row, "updated_at")));
    }

    private static ReportedApplication reported(ResultSet row, ReportedApplication.@Nullable Data data)
            throws SQLException {
        return new ReportedApplication(
                row.getString("application_id"),
                row.getString("system_id"),
                row.getString("module_id"),
                row.getString("instance_of"),
                row.getString("name"),
                row.getString("source"),
                row.getString("display_name"),
                row.getObject("node_id", Integer.class),
                row.getString("node_label"),
                row.getString("version"),
                row.getString("url"),
                row.getBoolean("is_user_facing"),
                data,
                Objects.requireNonNull(RowArrays.time(row, "first_seen_at")),
                Objects.requireNonNull(RowArrays.time(row, "last_inventory_at")),
                RowArrays.time(row, "deleted_at"));
    }

    private static @Nullable Owner owner(ResultSet row) throws SQLException {
        return row.getString("organization_id") == null ? null : readOwner(row, 0);
    }

    static Owner readOwner(ResultSet row, int number) throws SQLException {
        return new Owner(
                row.getString("organization_id"),
                row.getString("public_id"),
                row.getObject("uuid", UUID.class),
                row.getString("organization_name"),
                row.getString("description"),
                OrganizationType.valueOf(row.getString("type")));
    }

    private static ApplicationDetails details(ResultSet row) throws SQLException {
        return new ApplicationDetails(
                row.getString("given_name"),
                row.getString("given_url"),
                row.getString("notes"),
                row.getLong("details_revision"),
                RowArrays.time(row, "changed_at"),
                row.getString("changed_by"));
    }
}
