package dev.muster.assignmentservice.security.postgres;

import dev.muster.assignmentservice.organization.Organization;
import dev.muster.assignmentservice.organization.OrganizationStore;
import dev.muster.assignmentservice.organization.StoredOrganization;
import dev.muster.assignmentservice.postgres.RowArrays;
import dev.muster.assignmentservice.security.ApplicationOwner;
import dev.muster.assignmentservice.security.OrganizationTree;
import dev.muster.assignmentservice.security.OrganizationTree.OrganizationNode;
import dev.muster.text.UuidParser;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The organization tree in PostgreSQL. */
public final class PostgresOrganizationTree implements OrganizationTree {

    private static final String IS_IN_SUBTREE = """
        with recursive up(organization_id, parent_id) as (
          select organization_id, parent_id from organization where organization_id = ? and deleted_at is null
          union
          select o.organization_id, o.parent_id from organization o join up on o.organization_id = up.parent_id
        )
        select exists (select from up where organization_id = ?)
        """;

    private static final String FIND_SUBTREE = """
        with recursive down(organization_id) as (
          select organization_id from organization where organization_id = ? and deleted_at is null
          union
          select o.organization_id
            from organization o
            join down on o.parent_id = down.organization_id
           where o.deleted_at is null
        )
        select organization_id from down order by organization_id
        """;

    private static final String FIND_APPLICATIONS = """
        select a.application_id, a.system_id, a.organization_id, s.organization_id as system_organization_id
          from applications a
          left join system s on s.system_id = a.system_id
         where a.application_id = any(?)
        """;

    private static final String FIND_SYSTEM_OWNER =
            "select organization_id from system where system_id = ? and organization_id is not null";

    private static final String IS_DELETED = """
        select exists (select from organization
                        where deleted_at is not null
                          and (organization_id = ? or public_id = ? or uuid = ? or '~' || label = ?))
        """;

    private final JdbcTemplate jdbc;
    private final OrganizationStore organizations;

    public PostgresOrganizationTree(JdbcTemplate jdbc, OrganizationStore organizations) {
        this.jdbc = jdbc;
        this.organizations = organizations;
    }

    @Override
    public boolean isInSubtree(String organizationId, String rootId) {
        return Boolean.TRUE.equals(jdbc.queryForObject(IS_IN_SUBTREE, Boolean.class, organizationId, rootId));
    }

    @Override
    public Collection<String> findSubtree(String rootId) {
        return jdbc.queryForList(FIND_SUBTREE, String.class, rootId);
    }

    @Override
    public @Nullable OrganizationNode findOrganization(String key) {
        StoredOrganization stored = organizations.findByKey(key);
        if (stored == null) {
            return null;
        }
        Organization found = stored.organization();
        return new OrganizationNode(found.organizationId(), found.parentId(), found.active());
    }

    @Override
    public boolean isDeleted(String key) {
        return Boolean.TRUE.equals(
                jdbc.queryForObject(IS_DELETED, Boolean.class, key, key, UuidParser.parse(key), key));
    }

    @Override
    public @Nullable String findSystemOwner(String systemId) {
        List<String> found = jdbc.queryForList(FIND_SYSTEM_OWNER, String.class, systemId);
        return found.isEmpty() ? null : found.get(0);
    }

    @Override
    public @Nullable ApplicationOwner findApplication(String applicationId) {
        List<ApplicationOwner> found = findApplications(List.of(applicationId));
        return found.isEmpty() ? null : found.get(0);
    }

    @Override
    public List<ApplicationOwner> findApplications(Collection<String> applicationIds) {
        return jdbc.query(
                FIND_APPLICATIONS,
                (row, number) -> new ApplicationOwner(
                        row.getString("application_id"),
                        row.getString("system_id"),
                        row.getString("organization_id"),
                        row.getString("system_organization_id")),
                RowArrays.texts(applicationIds));
    }
}
