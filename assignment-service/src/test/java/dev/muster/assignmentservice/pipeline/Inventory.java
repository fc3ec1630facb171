package dev.muster.assignmentservice.pipeline;

import dev.muster.testing.Infrastructure;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A stand-in for the view of the ingest service, in its schema and owned by its role. */
public final class Inventory {

    private static final String CREATE = """
            create table if not exists inventory.stand_in (
              application_id    text collate "C" primary key,
              incarnation       integer not null default 1,
              removed           boolean not null default false,
              system_id         text collate "C" generated always as (regexp_replace(application_id, '_[^_]*$', '')) stored,
              module_id         text generated always as (regexp_replace(application_id, '^.*_', '')) stored,
              instance_of       text not null default 'mail',
              name              text not null default '',
              source            text not null default '',
              display_name      text,
              version           text not null default '',
              node_id           integer,
              node_label        text,
              url               text,
              is_user_facing    boolean not null default true,
              inventory_data    json not null default '{}',
              backup_data       json not null default '{}',
              services_data     json not null default '{}',
              first_seen_at     timestamptz not null default now(),
              last_inventory_at timestamptz not null default now(),
              deleted_at        timestamptz,
              appeared_at       timestamptz
            );
            create or replace view inventory.applications as
            select application_id, system_id, module_id, instance_of, name, source, display_name, version, node_id,
                   node_label, url, is_user_facing, inventory_data, backup_data, services_data, first_seen_at,
                   last_inventory_at, deleted_at, 1::bigint as revision, incarnation, appeared_at
              from inventory.stand_in;
            create table if not exists inventory.stand_in_name (
              system_id     text collate "C" primary key,
              reported_name text not null
            );
            create or replace view inventory.systems as
            select s.system_id, n.reported_name, s.last_inventory_at
              from (select system_id, max(last_inventory_at) as last_inventory_at
                      from inventory.stand_in group by system_id) s
              left join inventory.stand_in_name n using (system_id);
            grant usage on schema inventory to muster_assignment;
            grant select on inventory.applications, inventory.systems to muster_assignment, muster_reader;
            """;

    private final JdbcTemplate jdbc;

    private final Clock clock;

    private Inventory(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Creates the view if it does not exist. */
    public static Inventory of(Infrastructure infrastructure) {
        return of(infrastructure, Clock.systemUTC());
    }

    /** Uses the clock for the times of appearance. */
    public static Inventory of(Infrastructure infrastructure, Clock clock) {
        JdbcTemplate jdbc = new JdbcTemplate(new DriverManagerDataSource(
                infrastructure.jdbcUrl(), infrastructure.ingestUser(), infrastructure.ingestPassword()));
        jdbc.execute(CREATE);
        return new Inventory(jdbc, clock);
    }

    /** Reports the application for the first time, or again. */
    public void appear(String applicationId) {
        appear(applicationId, clock.instant());
    }

    /** Reports the application with the time of its event; null: from a version that did not store it. */
    public void appear(String applicationId, @Nullable Instant appearedAt) {
        jdbc.update("""
                insert into inventory.stand_in as s (application_id, appeared_at) values (?, ?)
                on conflict (application_id) do update
                   set removed = false, deleted_at = null,
                       incarnation = s.incarnation + case when s.removed then 1 else 0 end,
                       appeared_at = case when s.removed then excluded.appeared_at else s.appeared_at end
                """, applicationId, appearedAt == null ? null : appearedAt.atOffset(ZoneOffset.UTC));
    }

    /** Reports applications {prefix}1 to {prefix}{count}. */
    public void appear(String prefix, int count) {
        jdbc.update(
                "insert into inventory.stand_in (application_id) select ? || n from generate_series(1, ?) as n",
                prefix,
                count);
    }

    /** Reports the applications of a query for id, type and inventory data. */
    public void load(String query) {
        jdbc.update("insert into inventory.stand_in (application_id, instance_of, inventory_data) " + query
                + " on conflict do nothing");
        jdbc.execute("vacuum analyze inventory.stand_in");
    }

    /** Removes the application: the newest snapshot of its system lacks it. */
    public void remove(String applicationId) {
        jdbc.update(
                "update inventory.stand_in set removed = true, deleted_at = now() where application_id = ?",
                applicationId);
    }

    /** Deletes a removed application, as inventory does after its retention. */
    public void deleteRemoved(String applicationId) {
        jdbc.update("delete from inventory.stand_in where application_id = ? and removed", applicationId);
    }

    /** Reports the name of a system. */
    public void nameSystem(String systemId, String name) {
        jdbc.update(
                "insert into inventory.stand_in_name values (?, ?)"
                        + " on conflict (system_id) do update set reported_name = excluded.reported_name",
                systemId,
                name);
    }

    /** Sets reported attributes of the application; {@code json} has the names of the view's columns. */
    public void describe(String applicationId, String json) {
        jdbc.update("""
                update inventory.stand_in s
                   set instance_of = j.instance_of, name = j.name, source = j.source, display_name = j.display_name,
                       version = j.version, node_id = j.node_id, node_label = j.node_label, url = j.url,
                       inventory_data = j.inventory_data, first_seen_at = j.first_seen_at,
                       last_inventory_at = j.last_inventory_at
                  from json_populate_record((select o from inventory.stand_in o where o.application_id = ?), ?::json) j
                 where s.application_id = ?
                """, applicationId, json, applicationId);
    }

    /** A text with three bytes per character that hardly compresses. */
    public static String incompressibleText(int characters) {
        return IntStream.range(0, characters)
                .mapToObj(i -> Character.toString(0x4e00 + i * 7_919 % 20_000))
                .collect(Collectors.joining());
    }
}
