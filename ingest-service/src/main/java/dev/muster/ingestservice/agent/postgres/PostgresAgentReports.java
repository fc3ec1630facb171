package dev.muster.ingestservice.agent.postgres;

import static java.util.Objects.requireNonNull;

import dev.muster.ingestservice.agent.AgentReports;
import dev.muster.ingestservice.report.ReportKey;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** The table {@code agent_report}. */
public final class PostgresAgentReports implements AgentReports {

    private static final String FIND_OR_REPLACE = """
            insert into agent_report as last (system_id, body_hash, collected_at, report_id)
            values (?, decode(?, 'hex'), ?, ?)
            on conflict (system_id) do update
               set (body_hash, collected_at, report_id) = (
                 select excluded.body_hash,
                        case when same then last.collected_at else excluded.collected_at end,
                        case when same then last.report_id else excluded.report_id end
                   from (select last.body_hash = excluded.body_hash and last.collected_at > ?) as retry(same))
            returning collected_at, report_id
            """;

    private static final String SAVE_SYSTEM_NAME = """
            update agent_report set system_name = ? where system_id = ? and system_name is distinct from ?
            """;

    private final JdbcTemplate jdbc;

    public PostgresAgentReports(DataSource dataSource) {
        jdbc = new JdbcTemplate(dataSource);
    }

    @Override
    public ReportKey resolveKey(String systemId, String bodySha256, ReportKey newKey, Instant retriesSince) {
        return requireNonNull(jdbc.queryForObject(
                FIND_OR_REPLACE,
                (row, i) -> new ReportKey(
                        row.getObject(1, OffsetDateTime.class).toInstant(),
                        0,
                        requireNonNull(row.getObject(2, UUID.class))),
                systemId,
                bodySha256,
                Timestamp.from(newKey.collectedAt()),
                newKey.reportId(),
                Timestamp.from(retriesSince)));
    }

    @Override
    public void saveSystemName(String systemId, String name) {
        jdbc.update(SAVE_SYSTEM_NAME, name, systemId, name);
    }
}
