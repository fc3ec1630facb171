package dev.muster.assignmentservice.organization.postgres;

/** The statements of {@link PostgresOrganizationStore}. */
final class OrganizationSql {

    static final String FIND_ORGANIZATION = """
            select organization_id, label, name, type, parent_id, rebranding_enabled, active, description, properties,
                   mfa_required, application_id, logo, dark_logo, favicon, dark_favicon, revision, created_at, updated_at
              from organization
             where organization_id = ?
            """;

    static final String FIND_BY_LABEL = "select organization_id from organization where label = ?";

    static final String FIND_ID_BY_KEY = """
            select organization_id
              from organization
             where organization_id = ? or public_id = ? or uuid = ?
             order by organization_id = ? desc, public_id = ? desc
             limit 1
            """;

    static final String FIND_KEY_CONFLICT = """
            select organization_id
              from organization
             where organization_id <> ? and (public_id = ? or uuid = ?)
             limit 1
            """;

    static final String INSERT_ORGANIZATION = """
            insert into organization
                   (organization_id, public_id, uuid, label, name, type, parent_id, rebranding_enabled, active,
                    description, properties, mfa_required, application_id, logo, dark_logo, favicon, dark_favicon,
                    revision, created_at, updated_at, name_folded, folded_hash)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, folding_hash(?))
            """;

    static final String UPDATE_ORGANIZATION = """
            update organization
               set label = ?, name = ?, parent_id = ?, rebranding_enabled = ?, active = ?, description = ?,
                   properties = ?, mfa_required = ?, application_id = ?, logo = ?, dark_logo = ?, favicon = ?,
                   dark_favicon = ?, revision = ?, updated_at = ?, name_folded = ?, folded_hash = folding_hash(?)
             where organization_id = ? and revision = ?
            """;

    /** Stops at descendants with a rebranding of their own: nothing changes below them. */
    static final String LOCK_SUBTREE = """
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

    /** Runs after the locks, as a statement of its own, so that it sees the ownerships of transactions that held them. */
    static final String RESOLVE_REBRANDING_AND_QUEUE_WORK = """
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

    private OrganizationSql() {}
}
