-- About how many bytes the applications take in memory that a system has at present: half a kilobyte each, and their texts.
-- Reports of many large systems are merged a few systems at a time.
alter table system add column size bigint not null default 0;

update system s
   set size = present.size
  from (select system_number,
               sum(500 + length(instance_of) + length(name) + length(source) + coalesce(length(display_name), 0)
                   + length(version) + coalesce(length(node_label), 0) + coalesce(length(url), 0)
                   + length(inventory_data::text) + length(backup_data::text) + length(services_data::text)) as size
          from application_record
         where deleted_at is null
         group by system_number) present
 where s.system_number = present.system_number;
