package dev.muster.assignmentservice.organization.postgres;

import dev.muster.assignmentservice.organization.Branding;
import dev.muster.assignmentservice.organization.Organization;
import dev.muster.assignmentservice.organization.OrganizationProfile;
import dev.muster.assignmentservice.organization.OrganizationType;
import dev.muster.assignmentservice.organization.StoredOrganization;
import dev.muster.assignmentservice.postgres.RowArrays;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;

/** Maps rows of the table {@code organization}. */
public final class OrganizationRow {

    private OrganizationRow() {}

    public static StoredOrganization read(ResultSet row, int number) throws SQLException {
        return new StoredOrganization(
                new Organization(
                        row.getString("organization_id"),
                        row.getString("label"),
                        OrganizationType.valueOf(row.getString("type")),
                        row.getString("parent_id"),
                        row.getBoolean("rebranding_enabled"),
                        row.getBoolean("active"),
                        profile(row)),
                row.getLong("revision"),
                Objects.requireNonNull(RowArrays.time(row, "created_at")),
                Objects.requireNonNull(RowArrays.time(row, "updated_at")));
    }

    private static OrganizationProfile profile(ResultSet row) throws SQLException {
        return new OrganizationProfile(
                row.getString("name"),
                row.getString("description"),
                row.getString("properties"),
                row.getBoolean("mfa_required"),
                row.getString("application_id"),
                new Branding(
                        row.getString("logo"),
                        row.getString("dark_logo"),
                        row.getString("favicon"),
                        row.getString("dark_favicon")));
    }
}
