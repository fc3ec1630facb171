package dev.muster.assignmentservice.ownership.postgres;

import dev.muster.assignmentservice.ownership.ApplicationOwnership;
import dev.muster.assignmentservice.ownership.Ownership;
import dev.muster.assignmentservice.ownership.RebrandingOverride;
import dev.muster.assignmentservice.postgres.RowArrays;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Maps rows of the table {@code ownership}. */
final class OwnershipRow {

    private OwnershipRow() {}

    static ApplicationOwnership read(ResultSet row, int number) throws SQLException {
        return new ApplicationOwnership(
                row.getString("application_id"),
                row.getInt("incarnation"),
                row.getLong("revision"),
                new Ownership(
                        row.getString("organization_id"),
                        RebrandingOverride.valueOf(row.getString("rebranding_override")),
                        row.getString("override_organization_id"),
                        row.getString("rebranding_org_id"),
                        row.getString("assigned_by"),
                        RowArrays.time(row, "assigned_at")),
                true);
    }
}
