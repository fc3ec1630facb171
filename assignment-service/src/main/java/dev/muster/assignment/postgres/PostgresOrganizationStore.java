package dev.muster.assignment.postgres;

import dev.muster.assignment.directory.KeptOrganization;
import dev.muster.assignment.directory.Organization;
import dev.muster.assignment.directory.OrganizationStore;
import dev.muster.assignment.directory.OrganizationType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Organizations in PostgreSQL. */
public final class PostgresOrganizationStore implements OrganizationStore {

    private final JdbcTemplate jdbc;

    /** A store in the current schema of the template's data source. */
    public PostgresOrganizationStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void lockDirectory() {
        jdbc.query(DirectorySql.LOCK_DIRECTORY, row -> {});
    }

    @Override
    public @Nullable KeptOrganization find(String organizationId) {
        List<KeptOrganization> found =
                jdbc.query(DirectorySql.FIND_ORGANIZATION, PostgresOrganizationStore::read, organizationId);
        return found.isEmpty() ? null : found.get(0);
    }

    @Override
    public @Nullable String findByLabel(String label) {
        List<String> found = jdbc.queryForList(DirectorySql.FIND_BY_LABEL, String.class, label);
        return found.isEmpty() ? null : found.get(0);
    }

    @Override
    public void insert(Organization organization) {
        jdbc.update(
                DirectorySql.INSERT_ORGANIZATION,
                organization.organizationId(),
                organization.label(),
                organization.name(),
                organization.type().name(),
                organization.parentId(),
                organization.rebrandingEnabled(),
                organization.active());
    }

    @Override
    public void update(KeptOrganization changed) {
        Organization organization = changed.organization();
        int updated = jdbc.update(
                DirectorySql.UPDATE_ORGANIZATION,
                organization.label(),
                organization.name(),
                organization.parentId(),
                organization.rebrandingEnabled(),
                organization.active(),
                changed.revision(),
                organization.organizationId(),
                changed.revision() - 1);
        Rows.requireRows(1, updated, "organizations to be updated");
    }

    @Override
    public void resolveRebranding(String organizationId, UUID commandId, String actor) {
        jdbc.query(DirectorySql.LOCK_SUBTREE, row -> {}, organizationId);
        jdbc.update(DirectorySql.RESOLVE_REBRANDING_AND_QUEUE_WORK, organizationId, commandId, actor);
    }

    private static KeptOrganization read(ResultSet row, int number) throws SQLException {
        return new KeptOrganization(
                new Organization(
                        row.getString("organization_id"),
                        row.getString("label"),
                        row.getString("name"),
                        OrganizationType.valueOf(row.getString("type")),
                        row.getString("parent_id"),
                        row.getBoolean("rebranding_enabled"),
                        row.getBoolean("active")),
                row.getLong("revision"));
    }
}
