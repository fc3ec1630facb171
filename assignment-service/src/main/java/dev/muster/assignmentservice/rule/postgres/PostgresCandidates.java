package dev.muster.assignmentservice.rule.postgres;

import dev.muster.assignmentservice.postgres.RowArrays;
import dev.muster.assignmentservice.rule.Candidates;
import dev.muster.assignmentservice.rule.Rule.OnUnmatch;
import dev.muster.assignmentservice.rule.RuleDecision.Present;
import dev.muster.assignmentservice.rule.RuleDecision.RuleReference;
import dev.muster.assignmentservice.rule.RuleDecision.Source;
import dev.muster.assignmentservice.rule.Subject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** {@link Candidates} in PostgreSQL. */
public final class PostgresCandidates implements Candidates {

    private static final String SELECT = """
            select a.application_id, a.module_id, a.instance_of, a.name, a.source, a.display_name, a.version, a.node_label,
                   a.url, a.is_user_facing, a.system_id, s.shown_name as system_name, s.organization_id as system_organization,
                   {data} as data,
                   coalesce(o.revision, 0) as revision, o.organization_id,
                   coalesce(o.origin_revision = o.revision, false) as has_origin, o.pinned, o.owner_source, o.rule_set,
                   o.rule_id, o.on_unmatch
              from inventory.applications a
              left join ownership o on o.application_id = a.application_id and o.incarnation >= a.incarnation
              left join system s on s.system_id = a.system_id
             where a.deleted_at is null
               and {condition}
            """;

    private static final String ORDER = "order by a.application_id limit ?";

    private final JdbcTemplate jdbc;

    public PostgresCandidates(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Candidate> find(Collection<String> applicationIds, boolean withData) {
        return jdbc.query(
                select("a.application_id = any(?)", withData),
                PostgresCandidates::read,
                RowArrays.texts(applicationIds));
    }

    @Override
    public List<Candidate> page(String afterId, int limit, boolean withData) {
        return jdbc.query(select("a.application_id > ?", withData) + ORDER, PostgresCandidates::read, afterId, limit);
    }

    @Override
    public List<Candidate> pageOfSystem(String systemId, String afterId, int limit, boolean withData) {
        return jdbc.query(
                select("a.system_id = ? and a.application_id > ?", withData) + ORDER,
                PostgresCandidates::read,
                systemId,
                afterId,
                limit);
    }

    private static String select(String condition, boolean withData) {
        return SELECT.replace("{condition}", condition).replace("{data}", withData ? "a.inventory_data" : "null");
    }

    private static Candidate read(ResultSet row, int number) throws SQLException {
        return new Candidate(
                new Subject(
                        row.getString("application_id"),
                        new Subject.Columns(
                                row.getString("module_id"),
                                row.getString("instance_of"),
                                row.getString("name"),
                                row.getString("source"),
                                row.getString("display_name"),
                                row.getString("version"),
                                row.getString("node_label"),
                                row.getString("url"),
                                row.getBoolean("is_user_facing"),
                                row.getString("system_id"),
                                row.getString("system_name"),
                                row.getString("system_organization")),
                        row.getString("data")),
                present(row),
                row.getLong("revision"));
    }

    private static Present present(ResultSet row) throws SQLException {
        String owner = row.getString("organization_id");
        if (!row.getBoolean("has_origin")) {
            return owner == null ? Present.NONE : new Present(owner, true, Source.EXPLICIT, null, null);
        }
        String ruleId = row.getString("rule_id");
        return new Present(
                owner,
                row.getBoolean("pinned"),
                source(row.getString("owner_source")),
                ruleId == null ? null : new RuleReference(row.getString("rule_set"), ruleId),
                onUnmatch(row.getString("on_unmatch")));
    }

    private static @Nullable Source source(@Nullable String name) {
        return name == null ? null : Source.valueOf(name);
    }

    private static @Nullable OnUnmatch onUnmatch(@Nullable String name) {
        return name == null ? null : OnUnmatch.valueOf(name);
    }
}
