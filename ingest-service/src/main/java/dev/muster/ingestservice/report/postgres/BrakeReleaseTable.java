package dev.muster.ingestservice.report.postgres;

import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

/** The table {@code brake_release}. */
final class BrakeReleaseTable {

    private static final String REMEMBER = """
            insert into brake_release (command_id, system_id, issued_by) values (?, ?, ?) on conflict do nothing
            """;

    private final JdbcTemplate jdbc;

    BrakeReleaseTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether the command had not come before; one that is being taken by somebody else is waited for. */
    boolean remember(UUID commandId, String systemId, String issuedBy) {
        return jdbc.update(REMEMBER, commandId, systemId, issuedBy) == 1;
    }
}
