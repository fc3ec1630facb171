-- When the event was recorded that tells of the appearance, or of the last return, of an application: nothing else moves it.
-- Null for rows from before this migration. An older service that runs beside this one writes neither column, so
-- appeared_incarnation says of which incarnation the time is.
alter table application_record add column appeared_at timestamptz, add column appeared_incarnation integer;

create or replace view applications as
select r.application_id,
       s.system_id,
       r.module_id,
       r.instance_of,
       r.name,
       r.source,
       r.display_name,
       r.version,
       r.node_id,
       r.node_label,
       r.url,
       r.is_user_facing,
       r.inventory_data,
       r.backup_data,
       r.services_data,
       r.first_seen_at,
       case
         when r.deleted_at is null and not s.removals_held then greatest(r.seen_at, s.snapshot_at)
         else r.seen_at
       end as last_inventory_at,
       r.deleted_at,
       r.revision,
       r.incarnation,
       case when r.appeared_incarnation = r.incarnation then r.appeared_at end as appeared_at
  from application_record r
  join system s using (system_number);
