package dev.muster.assignmentservice.association.postgres;

import dev.muster.assignmentservice.association.AssociatedOrganization;
import dev.muster.assignmentservice.association.Association;
import dev.muster.assignmentservice.association.AssociationKind;
import dev.muster.assignmentservice.association.AssociationStore;
import dev.muster.assignmentservice.association.StoredAssociation;
import dev.muster.assignmentservice.directory.Page;
import dev.muster.assignmentservice.directory.PageRequest;
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

    private final JdbcTemplate jdbc;

    public PostgresAssociationStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Set<String> findPresent(Collection<String> applicationIds) {
        return new HashSet<>(
                jdbc.queryForList(AssociationSql.FIND_PRESENT, String.class, RowArrays.texts(applicationIds)));
    }

    @Override
    public Map<String, StoredAssociation> find(String organizationId, Collection<String> applicationIds) {
        Map<String, StoredAssociation> found = new HashMap<>();
        jdbc.query(
                AssociationSql.FIND,
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
        return new LinkedHashSet<>(jdbc.queryForList(AssociationSql.FIND_APPLICATIONS, String.class, organizationId));
    }

    @Override
    public void save(String organizationId, Map<String, StoredAssociation> changed, Instant now) {
        int saved = jdbc.update(
                AssociationSql.SAVE,
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
        Long total = jdbc.queryForObject(
                AssociationSql.COUNT_ORGANIZATIONS, Long.class, applicationId, applicationId, limits, limits);
        List<AssociatedOrganization> organizations = jdbc.query(
                AssociationSql.LIST_ORGANIZATIONS,
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
