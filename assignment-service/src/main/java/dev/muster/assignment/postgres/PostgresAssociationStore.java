package dev.muster.assignment.postgres;

import dev.muster.assignment.directory.AssociatedOrganization;
import dev.muster.assignment.directory.Association;
import dev.muster.assignment.directory.AssociationKind;
import dev.muster.assignment.directory.AssociationStore;
import dev.muster.assignment.directory.KeptAssociation;
import dev.muster.assignment.directory.Listed;
import dev.muster.assignment.directory.Span;
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

/** Associations in PostgreSQL. */
public final class PostgresAssociationStore implements AssociationStore {

    private final JdbcTemplate jdbc;

    /** A store in the current schema of the template's data source. */
    public PostgresAssociationStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Set<String> present(Collection<String> applicationIds) {
        return new HashSet<>(jdbc.queryForList(AssociationSql.FIND_PRESENT, String.class, Rows.texts(applicationIds)));
    }

    @Override
    public Map<String, KeptAssociation> find(String organizationId, Collection<String> applicationIds) {
        Map<String, KeptAssociation> found = new HashMap<>();
        jdbc.query(
                AssociationSql.FIND,
                row -> {
                    found.put(
                            row.getString("application_id"),
                            new KeptAssociation(readAssociation(row), row.getLong("revision")));
                },
                organizationId,
                Rows.texts(applicationIds));
        return found;
    }

    @Override
    public Set<String> applicationsOf(String organizationId) {
        return new LinkedHashSet<>(jdbc.queryForList(AssociationSql.FIND_APPLICATIONS, String.class, organizationId));
    }

    @Override
    public void keep(String organizationId, Map<String, KeptAssociation> changed, Instant now) {
        int kept = jdbc.update(
                AssociationSql.KEEP,
                organizationId,
                Rows.texts(changed.keySet()),
                Rows.texts(changed.values(), PostgresAssociationStore::kind),
                Rows.texts(changed.values(), PostgresAssociationStore::roles),
                Rows.longs(changed.values(), KeptAssociation::revision),
                Rows.time(now));
        Rows.requireRows(changed.size(), kept, "associations to be kept");
    }

    @Override
    public Listed<AssociatedOrganization> organizationsOf(
            String applicationId, @Nullable Collection<String> within, Span span) {
        SqlArrayValue limits = within == null ? null : Rows.texts(within);
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
                span.newestFirst() ? -1 : 1,
                span.offset(),
                span.limit());
        return new Listed<>(organizations, Objects.requireNonNull(total));
    }

    private static @Nullable String kind(KeptAssociation kept) {
        Association association = kept.association();
        return association == null ? null : association.kind().name();
    }

    private static String roles(KeptAssociation kept) {
        Association association = kept.association();
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
