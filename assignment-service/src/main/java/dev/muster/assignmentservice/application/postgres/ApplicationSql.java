package dev.muster.assignmentservice.application.postgres;

final class ApplicationSql {

    /**
     * Plans for the actual parameters until the transaction ends: the planner removes the conditions of unused filters and
     * estimates the selectivity of the others.
     */
    static final String USE_CUSTOM_PLANS = """
            select set_config('plan_cache_mode', 'force_custom_plan', true),
                   set_config('jit', 'off', true),
                   set_config('max_parallel_workers_per_gather', '0', true)
            """;

    static final String FIND = """
            select a.application_id, a.system_id, a.module_id, a.instance_of, a.name, a.source, a.display_name, a.node_id,
                   a.node_label, a.version, a.url, a.is_user_facing, a.first_seen_at, a.last_inventory_at, a.deleted_at,
                   a.ownership_revision, a.organization_id, g.public_id, g.uuid, g.name as organization_name,
                   g.description, g.type, r.public_id as rebranding_public_id, s.name as system_name,
                   d.display_name as given_name, d.url as given_url, d.notes, coalesce(d.revision, 0) as details_revision,
                   d.changed_at, d.changed_by,
                   greatest(a.first_seen_at, a.deleted_at, h.recorded_at, d.changed_at) as updated_at{data}
              from applications a
              left join application_details d on d.application_id = a.application_id
              left join ownership_history h
                     on h.application_id = a.application_id and h.revision = a.ownership_revision
              left join organization g on g.organization_id = a.organization_id
              left join organization r on r.organization_id = a.rebranding_org_id
              left join system s on s.system_id = a.system_id
             where a.application_id = any(:ids)
            """;

    /** Reported data can be large: lists omit it. */
    static final String DATA = ", a.inventory_data, a.backup_data, a.services_data";

    static final String FIND_DETAILS = """
            select display_name, url, notes, revision, changed_at, changed_by
              from application_details
             where application_id = ?
            """;

    static final String SAVE_DETAILS = """
            insert into application_details as d
                   (application_id, display_name, url, notes, revision, changed_at, changed_by)
            values (?, ?, ?, ?, ?, ?, ?)
            on conflict (application_id) do update
               set display_name = excluded.display_name, url = excluded.url, notes = excluded.notes,
                   revision = excluded.revision, changed_at = excluded.changed_at, changed_by = excluded.changed_by
             where d.revision = excluded.revision - 1
            """;

    static final String FIND_SYSTEMS_OF = """
            select system_id from system where organization_id = any(?) order by system_id
            """;

    private ApplicationSql() {}
}
