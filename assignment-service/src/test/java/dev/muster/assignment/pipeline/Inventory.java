package dev.muster.assignment.pipeline;

import dev.muster.testing.Infrastructure;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Stands in for what the ingest service keeps and publishes: its view, in its schema, owned by its role. */
public final class Inventory {

    private static final String CREATE = """
            create table if not exists inventory.stand_in (
              application_id text primary key,
              incarnation    integer not null default 1,
              removed        boolean not null default false
            );
            create or replace view inventory.applications as
            select application_id,
                   split_part(application_id, '_', 1) as system_id,
                   split_part(application_id, '_', 2) as module_id,
                   'mail'::text as instance_of,
                   ''::text as name,
                   ''::text as source,
                   null::text as display_name,
                   ''::text as version,
                   null::integer as node_id,
                   null::text as node_label,
                   null::text as url,
                   true as is_user_facing,
                   '{}'::jsonb as inventory_data,
                   '{}'::jsonb as backup_data,
                   '{}'::jsonb as services_data,
                   now() as first_seen_at,
                   now() as last_inventory_at,
                   case when removed then now() end as deleted_at,
                   1::bigint as revision,
                   incarnation
              from inventory.stand_in;
            grant usage on schema inventory to muster_assignment;
            grant select on inventory.applications to muster_assignment, muster_reader;
            """;

    private final JdbcTemplate jdbc;

    private Inventory(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Creates the view where it is missing. */
    public static Inventory of(Infrastructure infrastructure) {
        JdbcTemplate jdbc = new JdbcTemplate(new DriverManagerDataSource(
                infrastructure.jdbcUrl(), infrastructure.ingestUser(), infrastructure.ingestPassword()));
        jdbc.execute(CREATE);
        return new Inventory(jdbc);
    }

    /** The application is seen for the first time, or again. */
    public void appear(String applicationId) {
        jdbc.update("""
                insert into inventory.stand_in as s (application_id) values (?)
                on conflict (application_id) do update
                   set removed = false, incarnation = s.incarnation + case when s.removed then 1 else 0 end
                """, applicationId);
    }

    /** Many applications are seen: {prefix}1 to {prefix}{count}. */
    public void appear(String prefix, int count) {
        jdbc.update(
                "insert into inventory.stand_in (application_id) select ? || n from generate_series(1, ?) as n",
                prefix,
                count);
    }

    /** The newest snapshot of its system lacks the application. */
    public void remove(String applicationId) {
        jdbc.update("update inventory.stand_in set removed = true where application_id = ?", applicationId);
    }

    /** The application, when it is removed, was so for so long that inventory forgets it. */
    public void forgetRemoved(String applicationId) {
        jdbc.update("delete from inventory.stand_in where application_id = ? and removed", applicationId);
    }
}
