package dev.muster.ingestservice.credential.postgres;

import dev.muster.ingestservice.credential.CredentialCommand;
import dev.muster.ingestservice.credential.SystemCredentials;
import java.sql.Timestamp;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The tables {@code system_credential} and {@code system_credential_command}. */
public final class PostgresSystemCredentials implements SystemCredentials {

    private static final String FIND_SECRET_HASH = """
            select encode(secret_hash, 'hex') from system_credential where system_id = ? and secret_hash is not null
            """;

    private static final String APPLY_ONCE = """
            with command as (
              insert into system_credential_command (command_id, system_id, action, issued_by, issued_at)
              values (?, ?, ?, ?, ?)
              on conflict do nothing
              returning system_id, action
            )
            insert into system_credential (system_id, secret_hash, created_at, revoked_at)
            select system_id,
                   decode(?, 'hex'),
                   case action when 'create' then transaction_timestamp() end,
                   case action when 'revoke' then transaction_timestamp() end
              from command
            on conflict (system_id) do update
               set secret_hash = excluded.secret_hash,
                   created_at = coalesce(excluded.created_at, system_credential.created_at),
                   revoked_at = excluded.revoked_at
            """;

    private final JdbcTemplate jdbc;

    /** Creates a store that takes part in the transactions of the data source. */
    public PostgresSystemCredentials(DataSource dataSource) {
        jdbc = new JdbcTemplate(dataSource);
    }

    @Override
    public @Nullable String secretSha256(String systemId) {
        List<String> hashes = jdbc.queryForList(FIND_SECRET_HASH, String.class, systemId);
        return hashes.isEmpty() ? null : hashes.get(0);
    }

    @Override
    public void apply(CredentialCommand command) {
        jdbc.update(
                APPLY_ONCE,
                command.commandId(),
                command.systemId(),
                command.secretSha256() == null ? "revoke" : "create",
                command.issuedBy(),
                Timestamp.from(command.issuedAt()),
                command.secretSha256());
    }
}
