package dev.muster.assignmentservice.directory.postgres;

/** The statements about the directory. */
public final class DirectorySql {

    public static final String LOCK_DIRECTORY =
            "select pg_advisory_xact_lock(hashtext('directory_' || current_schema()))";

    /** Many at once, but none beside the one above. */
    public static final String HOLD_DIRECTORY =
            "select pg_advisory_xact_lock_shared(hashtext('directory_' || current_schema()))";

    public static final String FIND_ORGANIZATION = """
            select organization_id, label, name, type, parent_id, rebranding_enabled, active, description, properties,
                   mfa_required, application_id, logo, dark_logo, favicon, dark_favicon, revision, created_at, updated_at
              from organization
             where organization_id = ?
            """;

    public static final String FIND_BY_LABEL = "select organization_id from organization where label = ?";

    public static final String FIND_ID_BY_KEY = """
            select organization_id
              from organization
             where organization_id = ? or public_id = ? or uuid = ?
             order by organization_id = ? desc, public_id = ? desc
             limit 1
            """;

    public static final String FIND_SAME_KEYS = """
            select organization_id
              from organization
             where organization_id <> ? and (public_id = ? or uuid = ?)
             limit 1
            """;

    public static final String INSERT_ORGANIZATION = """
            insert into organization
                   (organization_id, public_id, uuid, label, name, type, parent_id, rebranding_enabled, active,
                    description, properties, mfa_required, application_id, logo, dark_logo, favicon, dark_favicon,
                    revision, created_at, updated_at, name_folded, folded_hash)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, folding_hash(?))
            """;

    public static final String UPDATE_ORGANIZATION = """
            update organization
               set label = ?, name = ?, parent_id = ?, rebranding_enabled = ?, active = ?, description = ?,
                   properties = ?, mfa_required = ?, application_id = ?, logo = ?, dark_logo = ?, favicon = ?,
                   dark_favicon = ?, revision = ?, updated_at = ?, name_folded = ?, folded_hash = folding_hash(?)
             where organization_id = ? and revision = ?
            """;

    /** Below an organization whose own rebranding is enabled nothing changes. */
    public static final String LOCK_SUBTREE = """
            with recursive subtree(organization_id) as (
              select organization_id from organization where organization_id = ?
              union
              select c.organization_id
                from organization c
                join subtree s on c.parent_id = s.organization_id
               where not c.rebranding_enabled
            )
            select o.organization_id
              from organization o
             where o.organization_id in (select organization_id from subtree)
             order by o.organization_id
               for no key update of o
            """;

    /** A statement of its own, after the locks: it sees the ownerships of those who had held the organizations. */
    public static final String RESOLVE_REBRANDING_AND_QUEUE_WORK = """
            with recursive subtree(organization_id, resolved) as (
              select o.organization_id,
                     case when o.rebranding_enabled then o.organization_id else p.resolved_rebranding_org_id end
                from organization o
                left join organization p on p.organization_id = o.parent_id
               where o.organization_id = ?
              union
              select c.organization_id, s.resolved
                from organization c
                join subtree s on c.parent_id = s.organization_id
               where not c.rebranding_enabled
            ), resolved as (
              update organization o
                 set resolved_rebranding_org_id = s.resolved, resolved_by_command = ?, resolved_by = ?
                from subtree s
               where o.organization_id = s.organization_id
                 and o.resolved_rebranding_org_id is distinct from s.resolved
              returning o.organization_id
            )
            insert into rebranding_work (organization_id)
            select r.organization_id
              from resolved r
             where exists (select from ownership w where w.organization_id = r.organization_id)
            """;

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

    private DirectorySql() {}
}
