package dev.muster.assignmentservice.association.postgres;

import dev.muster.assignmentservice.association.Association;
import dev.muster.assignmentservice.association.AssociationKind;
import dev.muster.assignmentservice.association.AssociationStore;
import dev.muster.assignmentservice.association.AssociationStore.AssociatedApplication;
import dev.muster.assignmentservice.association.AssociationStore.AssociatedOrganization;
import dev.muster.assignmentservice.association.AssociationStore.StoredAssociation;
import dev.muster.assignmentservice.directory.Page;
import dev.muster.assignmentservice.directory.Page.PageRequest;
import dev.muster.assignmentservice.organization.StoredOrganization;
import dev.muster.assignmentservice.organization.postgres.OrganizationRow;
import dev.muster.assignmentservice.postgres.RowArrays;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.SqlArrayValue;

/** {@link AssociationStore} in PostgreSQL. */
public final class PostgresAssociationStore implements AssociationStore {

    /**
     * The revisions of rows by the keys of their events. These have no index: the query scans the whole table, which is rare
     * enough.
     */
    public static final String FIND_REVISIONS = """
            select organization_id || '/' || application_id, revision
              from association
             where organization_id || '/' || application_id = any(?)
             order by 1
            """;

    private static final String FIND_PRESENT = """
            select application_id
              from inventory.applications
             where application_id = any(?) and deleted_at is null
            """;

    private static final String FIND = """
            select organization_id, application_id, kind, roles, revision
              from association
             where organization_id = ? and application_id = any(?)
            """;

    private static final String FIND_APPLICATIONS = """
            select application_id
              from association
             where organization_id = ? and kind is not null
             order by application_id
            """;

    /** Roles are joined by commas, which labels do not have. */
    private static final String SAVE = """
            insert into association as a
                   (organization_id, application_id, kind, roles, revision, created_at, updated_at)
            select ?, c.application_id, c.kind, string_to_array(c.roles, ','), c.revision, n.now, n.now
              from unnest(?::text[], ?::text[], ?::text[], ?::int8[]) as c (application_id, kind, roles, revision)
             cross join (select ?::timestamptz as now) n
            on conflict (organization_id, application_id) do update
               set kind = excluded.kind, roles = excluded.roles, revision = excluded.revision,
                   updated_at = excluded.updated_at
             where a.revision = excluded.revision - 1
            """;

    private static final String COUNT_ORGANIZATIONS = """
            select count(*)
              from (select organization_id from applications where application_id = ?
                    union
                    select organization_id from association where application_id = ? and kind is not null) s
              join organization o using (organization_id)
             where o.deleted_at is null
               and (?::text[] is null or s.organization_id = any(?::text[]))
            """;

    private static final String LIST_ORGANIZATIONS = """
            select *
              from (select o.*,
                           coalesce(a.roles, '{}') as association_roles,
                           row_number() over (order by o.created_at, o.public_id) as row_num
                      from (select organization_id from applications where application_id = ?
                            union
                            select organization_id from association where application_id = ? and kind is not null) s
                      join organization o using (organization_id)
                      left join association a
                        on a.organization_id = o.organization_id and a.application_id = ? and a.kind is not null
                     where o.deleted_at is null
                       and (?::text[] is null or o.organization_id = any(?::text[]))) found
             order by row_num * ?
            offset ? limit ?
            """;

    private static final String LIST_ALL_ORGANIZATIONS = """
            select o.*
              from organization o
             where o.deleted_at is null
               and (?::text[] is null or o.organization_id = any(?::text[]))
               and (?::text is null
                    or strpos(lower(o.name), lower(?)) > 0
                    or strpos(lower(o.public_id), lower(?)) > 0)
             order by o.created_at, o.public_id
            offset ? limit ?
            """;

    private static final String COUNT_ALL_ORGANIZATIONS = """
            select count(*)
              from organization o
             where o.deleted_at is null
               and (?::text[] is null or o.organization_id = any(?::text[]))
               and (?::text is null
                    or strpos(lower(o.name), lower(?)) > 0
                    or strpos(lower(o.public_id), lower(?)) > 0)
            """;

    /** The applications that an organization owns or is associated with; the parameters are the organization, twice. */
    private static final String APPLICATIONS_OF_ORGANIZATION = """
            from (select application_id from ownership where organization_id = ?
                  union
                  select application_id from association where organization_id = ? and kind is not null) found
            join applications a using (application_id)
            left join association s
              on s.application_id = a.application_id and s.organization_id = ? and s.kind is not null
            where a.deleted_at is null
              and (s.application_id is not null or a.organization_id = ?)
              and (?::text is null
                   or strpos(lower(a.application_id), lower(?)) > 0
                   or strpos(lower(coalesce(a.display_name, '')), lower(?)) > 0)
            """;

    private static final String COUNT_ASSOCIATED_APPLICATIONS = "select count(*) " + APPLICATIONS_OF_ORGANIZATION;

    private static final String LIST_ASSOCIATED_APPLICATIONS =
            """
            select a.application_id,
                   coalesce(nullif(a.display_name, ''), a.module_id) as name,
                   a.instance_of,
                   a.first_seen_at,
                   coalesce(s.roles, '{}') as association_roles
            """ + APPLICATIONS_OF_ORGANIZATION + "order by a.application_id offset ? limit ?";

    private static final String FIND_ROLES = """
            select coalesce(s.roles, '{}') as association_roles
              from applications a
              left join association s
                on s.application_id = a.application_id and s.organization_id = ? and s.kind is not null
             where a.application_id = ?
               and a.deleted_at is null
               and (s.application_id is not null or a.organization_id = ?)
            """;

    private final JdbcTemplate jdbc;

    public PostgresAssociationStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Set<String> findPresent(Collection<String> applicationIds) {
        return new HashSet<>(jdbc.queryForList(FIND_PRESENT, String.class, RowArrays.texts(applicationIds)));
    }

    @Override
    public Map<String, StoredAssociation> find(String organizationId, Collection<String> applicationIds) {
        Map<String, StoredAssociation> found = new HashMap<>();
        jdbc.query(
                FIND,
                row -> {
                    found.put(
                            row.getString("application_id"),
                            new StoredAssociation(readAssociation(row), row.getLong("revision")));
                },
                organizationId,
                RowArrays.texts(applicationIds));
        return found;
    }

    @Override
    public Set<String> applicationsOf(String organizationId) {
        return new LinkedHashSet<>(jdbc.queryForList(FIND_APPLICATIONS, String.class, organizationId));
    }

    @Override
    public void save(String organizationId, Map<String, StoredAssociation> changed, Instant now) {
        int saved = jdbc.update(
                SAVE,
                organizationId,
                RowArrays.texts(changed.keySet()),
                RowArrays.texts(changed.values(), PostgresAssociationStore::kind),
                RowArrays.texts(changed.values(), PostgresAssociationStore::roles),
                RowArrays.longs(changed.values(), StoredAssociation::revision),
                RowArrays.time(now));
        RowArrays.requireRows(changed.size(), saved, "associations to be saved");
    }

    @Override
    public Page<AssociatedOrganization> organizationsOf(
            String applicationId, @Nullable Collection<String> organizationIds, PageRequest pageRequest) {
        SqlArrayValue limits = organizationIds == null ? null : RowArrays.texts(organizationIds);
        Long total = jdbc.queryForObject(COUNT_ORGANIZATIONS, Long.class, applicationId, applicationId, limits, limits);
        List<AssociatedOrganization> organizations = jdbc.query(
                LIST_ORGANIZATIONS,
                (row, number) ->
                        new AssociatedOrganization(OrganizationRow.read(row, number), texts(row, "association_roles")),
                applicationId,
                applicationId,
                applicationId,
                limits,
                limits,
                pageRequest.newestFirst() ? -1 : 1,
                pageRequest.offset(),
                pageRequest.limit());
        return new Page<>(organizations, Objects.requireNonNull(total));
    }

    @Override
    public Page<StoredOrganization> organizations(
            @Nullable Collection<String> organizationIds, @Nullable String search, PageRequest pageRequest) {
        SqlArrayValue limits = organizationIds == null ? null : RowArrays.texts(organizationIds);
        Long total = jdbc.queryForObject(COUNT_ALL_ORGANIZATIONS, Long.class, limits, limits, search, search, search);
        List<StoredOrganization> found = jdbc.query(
                LIST_ALL_ORGANIZATIONS,
                OrganizationRow::read,
                limits,
                limits,
                search,
                search,
                search,
                pageRequest.offset(),
                pageRequest.limit());
        return new Page<>(found, Objects.requireNonNull(total));
    }

    @Override
    public Page<AssociatedApplication> associatedApplications(
            String organizationId, @Nullable String search, PageRequest pageRequest) {
        Long total = jdbc.queryForObject(
                COUNT_ASSOCIATED_APPLICATIONS,
                Long.class,
                organizationId,
                organizationId,
                organizationId,
                organizationId,
                search,
                search,
                search);
        List<AssociatedApplication> found = jdbc.query(
                LIST_ASSOCIATED_APPLICATIONS,
                (row, number) -> new AssociatedApplication(
                        row.getString("application_id"),
                        row.getString("name"),
                        row.getString("instance_of"),
                        Objects.requireNonNull(RowArrays.time(row, "first_seen_at")),
                        texts(row, "association_roles")),
                organizationId,
                organizationId,
                organizationId,
                organizationId,
                search,
                search,
                search,
                pageRequest.offset(),
                pageRequest.limit());
        return new Page<>(found, Objects.requireNonNull(total));
    }

    @Override
    public @Nullable List<String> roles(String organizationId, String applicationId) {
        List<List<String>> found = jdbc.query(
                FIND_ROLES,
                (row, number) -> texts(row, "association_roles"),
                organizationId,
                applicationId,
                organizationId);
        return found.isEmpty() ? null : found.get(0);
    }

    private static @Nullable String kind(StoredAssociation stored) {
        Association association = stored.association();
        return association == null ? null : association.kind().name();
    }

    private static String roles(StoredAssociation stored) {
        Association association = stored.association();
        return association == null ? "" : String.join(",", association.roles());
    }

    private static @Nullable Association readAssociation(ResultSet row) throws SQLException {
        String kind = row.getString("kind");
        return kind == null
                ? null
                : new Association(
                        row.getString("organization_id"),
                        row.getString("application_id"),
                        AssociationKind.valueOf(kind),
                        texts(row, "roles"));
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }
}
