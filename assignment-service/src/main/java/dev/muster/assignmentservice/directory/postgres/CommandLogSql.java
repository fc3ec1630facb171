package dev.muster.assignmentservice.directory.postgres;

/** The statements of {@link PostgresCommandLog}. */
final class CommandLogSql {

    static final String FIND_SEEN = "select command_id from directory_command where command_id = any(?)";

    static final String REMEMBER = """
            insert into directory_command (command_id, subject_id)
            select * from unnest(?::uuid[], ?::text[])
            """;

    static final String FORGET = "delete from directory_command where command_id = ?";

    static final String FIND_REJECTED = """
            select command_id, topic, partition, record_offset from rejected_command where command_id = any(?)
            """;

    static final String REJECT = """
            insert into rejected_command (command_id, topic, partition, record_offset)
            select * from unnest(?::uuid[], ?::text[], ?::int[], ?::bigint[])
            """;

    static final String HAS_PARKED = "select exists (select from parked_command where organization_id = ?)";

    static final String PARK = """
            insert into parked_command
                   (organization_id, waits_for, expires_at, topic, partition, record_offset, record_timestamp,
                    record_key, record_value, header_names, header_values, caller)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, cast(? as jsonb))
            """;

    static final String FIND_FIRST_PARKED = """
            select park_id, waits_for, expires_at, topic, partition, record_offset, record_timestamp, record_key, record_value,
                   header_names, header_values, caller
              from parked_command
             where organization_id = ?
             order by park_id
             limit 1
            """;

    static final String WAIT_FOR = "update parked_command set waits_for = ? where park_id = ?";

    static final String UNPARK = "delete from parked_command where park_id = ?";

    static final String FIND_WAITING_FOR = """
            select organization_id
              from parked_command
             where waits_for = ?
             group by organization_id
             order by min(park_id)
            """;

    static final String FIND_DUE = """
            select organization_id
              from parked_command p
             where expires_at <= ?
                or exists (select from organization o where o.organization_id = p.waits_for)
             group by organization_id
             order by min(park_id)
             limit ?
            """;

    private CommandLogSql() {}
}
