package dev.muster.assignmentservice.organization.postgres;

import dev.muster.assignmentservice.directory.Page;
import dev.muster.assignmentservice.organization.OrganizationQuery;
import dev.muster.assignmentservice.organization.OrganizationQuery.Patterns;
import dev.muster.assignmentservice.organization.OrganizationView;
import dev.muster.assignmentservice.organization.OrganizationView.NamedApplication;
import dev.muster.assignmentservice.organization.OrganizationViews;
import dev.muster.assignmentservice.postgres.RowArrays;
import dev.muster.assignmentservice.search.TextFolding;
import dev.muster.assignmentservice.search.postgres.FoldingSql;
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
public final class PostgresOrganizationViews implements OrganizationViews {

    private static final String FIND = """
            select o.organization_id, o.label, o.name, o.type, o.parent_id, o.rebranding_enabled, o.active,
                   o.description, o.properties, o.mfa_required, o.application_id, o.logo, o.dark_logo, o.favicon,
                   o.dark_favicon, o.revision, o.created_at, o.updated_at,
                   coalesce(d.display_name, nullif(a.display_name, ''), nullif(a.name, ''), o.application_id)
                     as application_name
              from organization o
              left join inventory.applications a on a.application_id = o.application_id
              left join application_details d on d.application_id = o.application_id
             where o.organization_id = any(?)
            """;

    /** An application that came back since its ownership was decided belongs to nobody. */
    private static final String COUNT_APPLICATIONS = """
            select w.organization_id, count(*) as owned
              from ownership w
              join inventory.applications a on a.application_id = w.application_id
             where w.organization_id = any(?)
               and a.deleted_at is null
               and w.incarnation >= a.incarnation
             group by w.organization_id
            """;

    private static final String COUNT_MEMBERS = """
            select organization_id, count(*) as members
              from membership
             where organization_id = any(?)
               and roles <> '{}'
             group by organization_id
            """;

    private static final String MATCHING = """
              from organization o
             where (:limits::text[] is null or o.organization_id = any(:limits))
               and o.label like all(:label_like)
               and lower(o.label collate "C") like all(:label_folded_like)
               and o.name like all(:name_like)
               and {folded} like all(:name_folded_like)
               and (:active::boolean is null or o.active = :active)
               and (:type::text is null or o.type = :type)
            """.replace("{folded}", FoldingSql.FOLDED_NAME);

    private static final String COUNT = "select count(*)\n" + MATCHING;

    /** Names and labels by Unicode's rules, ids in the order of the bytes, whatever the database's collation. */
    private static final String LIST = "select o.organization_id\n" + MATCHING
            + """
             order by case when :order = 'CREATED_AT' and not :descending then o.created_at end,
                      case when :order = 'CREATED_AT' and :descending then o.created_at end desc,
                      case when :order = 'LABEL' and not :descending then {label} end collate "C",
                      case when :order = 'LABEL' and :descending then {label} end collate "C" desc,
                      case when :order = 'NAME' and not :descending then {name} end collate "C",
                      case when :order = 'NAME' and :descending then {name} end collate "C" desc,
                      case when :order = 'ACTIVE' and not :descending then o.active end,
                      case when :order = 'ACTIVE' and :descending then o.active end desc,
                      case when :order = 'ID' and :descending then o.public_id end collate "C" desc,
                      o.public_id collate "C"
             limit :size
            offset :offset
            """.replace("{label}", FoldingSql.ORDER_BY_LABEL).replace("{name}", FoldingSql.ORDER_BY_NAME);

    private static final String FIND_APPLICATION = """
            select a.application_id,
                   coalesce(d.display_name, nullif(a.display_name, ''), nullif(a.name, ''), a.application_id) as name
              from inventory.applications a
              left join application_details d on d.application_id = a.application_id
             where a.application_id = ?
            """;

    private static final String FIND_OLDEST_OWNER = """
            select organization_id
              from organization
             where type = 'OWNER'
             order by created_at, organization_id
             limit 1
            """;

    private final JdbcTemplate jdbc;
    private final NamedParameterJdbcTemplate named;

    public PostgresOrganizationViews(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.named = new NamedParameterJdbcTemplate(jdbc);
    }

    @Override
    public @Nullable OrganizationView find(String organizationId) {
        List<OrganizationView> found = views(List.of(organizationId));
        return found.isEmpty() ? null : found.get(0);
    }

    @Override
    public Page<OrganizationView> list(OrganizationQuery query) {
        MapSqlParameterSource parameters = parameters(query);
        Long total = named.queryForObject(COUNT, parameters, Long.class);
        List<String> page = named.queryForList(LIST, parameters, String.class);
        return new Page<>(views(page), Objects.requireNonNull(total));
    }

    @Override
    public @Nullable NamedApplication findApplication(String applicationId) {
        List<NamedApplication> found = jdbc.query(
                FIND_APPLICATION,
                (row, number) -> new NamedApplication(row.getString("application_id"), row.getString("name")),
                applicationId);
        return found.isEmpty() ? null : found.get(0);
    }

    @Override
    public @Nullable String findOldestOwner() {
        List<String> found = jdbc.queryForList(FIND_OLDEST_OWNER, String.class);
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
        Map<String, Long> owned = counts(COUNT_APPLICATIONS, ids);
        Map<String, Long> members = counts(COUNT_MEMBERS, ids);
        Map<String, OrganizationView> found = new HashMap<>();
        jdbc.query(
                FIND,
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
