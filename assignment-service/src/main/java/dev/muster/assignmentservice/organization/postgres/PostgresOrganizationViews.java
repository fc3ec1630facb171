package dev.muster.assignmentservice.organization.postgres;

import dev.muster.assignmentservice.directory.Page;
import dev.muster.assignmentservice.organization.OrganizationQuery;
import dev.muster.assignmentservice.organization.OrganizationQuery.Match;
import dev.muster.assignmentservice.organization.OrganizationQuery.Reference;
import dev.muster.assignmentservice.organization.OrganizationQuery.Text;
import dev.muster.assignmentservice.organization.OrganizationQuery.TextCondition;
import dev.muster.assignmentservice.organization.OrganizationView;
import dev.muster.assignmentservice.organization.OrganizationView.NamedApplication;
import dev.muster.assignmentservice.organization.OrganizationView.OwnedApplication;
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
import java.util.Locale;
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
               and o.deleted_at is null
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
             where o.deleted_at is null
               and (:limits::text[] is null or o.organization_id = any(:limits))
               and (:search::text is null
                    or {folded} like :search
                    or lower(o.label collate "C") like :search
                    or lower(o.public_id collate "C") like :search)
               and (:active::boolean is null or o.active = :active)
               and (:type::text is null or o.type = :type)
               and (:application_absent::boolean is null or (o.application_id is null) = :application_absent)
               and (:logo_absent::boolean is null or (o.logo is null) = :logo_absent)
               and (:favicon_absent::boolean is null or (o.favicon is null) = :favicon_absent)
            """.replace("{folded}", FoldingSql.FOLDED_NAME);

    /** Names and labels by Unicode's rules, ids in the order of the bytes, whatever the database's collation. */
    private static final String PAGE =
            """
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

    private static final String LIST_APPLICATIONS = """
            select a.application_id,
                   coalesce(d.display_name, nullif(a.display_name, ''), nullif(a.name, ''), a.application_id) as name,
                   a.instance_of, a.first_seen_at, a.last_inventory_at
              from ownership w
              join inventory.applications a on a.application_id = w.application_id
              left join application_details d on d.application_id = a.application_id
             where w.organization_id = ?
               and a.deleted_at is null
               and w.incarnation >= a.incarnation
             order by a.application_id
             limit ?
            offset ?
            """;

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
               and deleted_at is null
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
        String matching = MATCHING + addTextConditions(query, parameters);
        Long total = named.queryForObject("select count(*)\n" + matching, parameters, Long.class);
        List<String> page =
                named.queryForList("select o.organization_id\n" + matching + PAGE, parameters, String.class);
        return new Page<>(views(page), Objects.requireNonNull(total));
    }

    @Override
    public Page<OwnedApplication> listApplications(String organizationId, long offset, int size) {
        List<OwnedApplication> page = jdbc.query(
                LIST_APPLICATIONS, PostgresOrganizationViews::ownedApplication, organizationId, size, offset);
        return new Page<>(
                page, counts(COUNT_APPLICATIONS, List.of(organizationId)).getOrDefault(organizationId, 0L));
    }

    private static OwnedApplication ownedApplication(ResultSet row, int number) throws SQLException {
        return new OwnedApplication(
                new NamedApplication(row.getString("application_id"), row.getString("name")),
                row.getString("instance_of"),
                Objects.requireNonNull(RowArrays.time(row, "first_seen_at")),
                Objects.requireNonNull(RowArrays.time(row, "last_inventory_at")));
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
        String search = query.search();
        return new MapSqlParameterSource()
                .addValue("limits", limits == null ? null : RowArrays.texts(limits))
                .addValue("search", search == null ? null : pattern(Match.PART, TextFolding.fold(search)))
                .addValue("active", query.active())
                .addValue("type", query.type() == null ? null : query.type().name())
                .addValue("application_absent", query.absent().get(Reference.APPLICATION))
                .addValue("logo_absent", query.absent().get(Reference.LOGO))
                .addValue("favicon_absent", query.absent().get(Reference.FAVICON))
                .addValue("order", query.order().name())
                .addValue("descending", query.descending())
                .addValue("size", query.size())
                .addValue("offset", query.offset());
    }

    private static String addTextConditions(OrganizationQuery query, MapSqlParameterSource parameters) {
        StringBuilder statement = new StringBuilder();
        for (TextCondition condition : query.texts()) {
            String parameter = "text_" + parameters.getValues().size();
            List<String> patterns = condition.values().stream()
                    .map(value -> condition.anyCase() ? inAnyCase(condition.text(), value) : value)
                    .map(value -> pattern(condition.match(), value))
                    .toList();
            parameters.addValue(parameter, RowArrays.texts(patterns));
            statement
                    .append("   and ")
                    .append(expression(condition))
                    .append(" like any(:")
                    .append(parameter)
                    .append(")\n");
        }
        return statement.toString();
    }

    private static String pattern(Match match, String value) {
        String literal = LikePattern.escape(value);
        return switch (match) {
            case WHOLE -> literal;
            case PART -> "%" + literal + "%";
            case START -> literal + "%";
            case END -> "%" + literal;
        };
    }

    /** Public ids and labels are ASCII only. Only names are stored folded. */
    private static String expression(TextCondition condition) {
        return switch (condition.text()) {
            case PUBLIC_ID -> condition.anyCase() ? "lower(o.public_id collate \"C\")" : "o.public_id";
            case LABEL -> condition.anyCase() ? "lower(o.label collate \"C\")" : "o.label";
            case NAME -> condition.anyCase() ? FoldingSql.FOLDED_NAME : "o.name";
            case DESCRIPTION -> condition.anyCase() ? "lower(o.description collate \"pg_c_utf8\")" : "o.description";
        };
    }

    private static String inAnyCase(Text text, String value) {
        return text == Text.DESCRIPTION ? value.toLowerCase(Locale.ROOT) : TextFolding.fold(value);
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
