package dev.muster.assignmentservice.organization.postgres;

import dev.muster.assignmentservice.organization.NamedApplication;
import dev.muster.assignmentservice.organization.OrganizationPage;
import dev.muster.assignmentservice.organization.OrganizationQuery;
import dev.muster.assignmentservice.organization.OrganizationQuery.Patterns;
import dev.muster.assignmentservice.organization.OrganizationView;
import dev.muster.assignmentservice.organization.OrganizationViews;
import dev.muster.assignmentservice.postgres.RowArrays;
import dev.muster.assignmentservice.search.TextFolding;
import dev.muster.assignmentservice.search.postgres.LikePattern;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** {@link OrganizationViews} in PostgreSQL. */
final class PostgresOrganizationViews implements OrganizationViews {

    private final JdbcTemplate jdbc;
    private final NamedParameterJdbcTemplate named;

    PostgresOrganizationViews(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.named = new NamedParameterJdbcTemplate(jdbc);
    }

    @Override
    public @Nullable OrganizationView find(String organizationId) {
        List<OrganizationView> found = views(List.of(organizationId));
        return found.isEmpty() ? null : found.get(0);
    }

    @Override
    public OrganizationPage list(OrganizationQuery query) {
        MapSqlParameterSource parameters = parameters(query);
        Long total = named.queryForObject(OrganizationViewsSql.COUNT, parameters, Long.class);
        List<String> page = named.queryForList(OrganizationViewsSql.LIST, parameters, String.class);
        return new OrganizationPage(Objects.requireNonNull(total), views(page));
    }

    @Override
    public @Nullable NamedApplication findApplication(String applicationId) {
        List<NamedApplication> found = jdbc.query(
                OrganizationViewsSql.FIND_APPLICATION,
                (row, number) -> new NamedApplication(row.getString("application_id"), row.getString("name")),
                applicationId);
        return found.isEmpty() ? null : found.get(0);
    }

    @Override
    public @Nullable String findOldestOwner() {
        List<String> found = jdbc.queryForList(OrganizationViewsSql.FIND_OLDEST_OWNER, String.class);
        return found.isEmpty() ? null : found.get(0);
    }

    private static MapSqlParameterSource parameters(OrganizationQuery query) {
        Collection<String> limits = query.limits();
        return new MapSqlParameterSource()
                .addValue("limits", limits == null ? null : RowArrays.texts(limits))
                .addValue("label_like", RowArrays.texts(query.label().like()))
                .addValue("label_folded_like", RowArrays.texts(folded(query.label())))
                .addValue("name_like", RowArrays.texts(query.name().like()))
                .addValue("name_folded_like", RowArrays.texts(folded(query.name())))
                .addValue("active", query.active())
                .addValue("type", query.type() == null ? null : query.type().name())
                .addValue("order", query.order().name())
                .addValue("descending", query.descending())
                .addValue("size", query.size())
                .addValue("offset", query.offset());
    }

    private static List<String> folded(Patterns patterns) {
        return patterns.partsInAnyCase().stream()
                .map(part -> "%" + LikePattern.escape(TextFolding.fold(part)) + "%")
                .toList();
    }

    /** The registered organizations among the ids, in the order of the ids. */
    private List<OrganizationView> views(List<String> ids) {
        Map<String, Long> owned = counts(OrganizationViewsSql.COUNT_APPLICATIONS, ids);
        Map<String, Long> members = counts(OrganizationViewsSql.COUNT_MEMBERS, ids);
        Map<String, OrganizationView> found = new HashMap<>();
        jdbc.query(
                OrganizationViewsSql.FIND,
                row -> {
                    String id = row.getString("organization_id");
                    found.put(id, view(row, owned.getOrDefault(id, 0L), members.getOrDefault(id, 0L)));
                },
                RowArrays.texts(ids));
        return ids.stream()
                .filter(found::containsKey)
                .map(id -> Objects.requireNonNull(found.get(id)))
                .toList();
    }

    private Map<String, Long> counts(String statement, List<String> ids) {
        Map<String, Long> counts = new HashMap<>();
        jdbc.query(
                statement,
                row -> {
                    counts.put(row.getString(1), row.getLong(2));
                },
                RowArrays.texts(ids));
        return counts;
    }

    private static OrganizationView view(ResultSet row, long applications, long members) throws SQLException {
        String applicationId = row.getString("application_id");
        return new OrganizationView(
                OrganizationRow.read(row, 0),
                applicationId == null ? null : new NamedApplication(applicationId, row.getString("application_name")),
                applications,
                members);
    }
}
