package dev.muster.assignment.postgres;

import dev.muster.assignment.directory.Branding;
import dev.muster.assignment.directory.KeptOrganization;
import dev.muster.assignment.directory.Organization;
import dev.muster.assignment.directory.OrganizationProfile;
import dev.muster.assignment.directory.OrganizationType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;

/** A row of the table of organizations. */
final class OrganizationRow {

    private OrganizationRow() {}

    static KeptOrganization read(ResultSet row, int number) throws SQLException {
        return new KeptOrganization(
                new Organization(
                        row.getString("organization_id"),
                        row.getString("label"),
                        OrganizationType.valueOf(row.getString("type")),
                        row.getString("parent_id"),
                        row.getBoolean("rebranding_enabled"),
                        row.getBoolean("active"),
                        profile(row)),
                row.getLong("revision"),
                Objects.requireNonNull(Rows.time(row, "created_at")),
                Objects.requireNonNull(Rows.time(row, "updated_at")));
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
