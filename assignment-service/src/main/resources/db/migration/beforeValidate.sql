-- Version 9 failed where inventory had long texts, which no index takes, and was mended. What had applied it before is sound.
do $$
begin
  if to_regclass('flyway_schema_history') is not null then
    update flyway_schema_history set checksum = -1291259778 where version = '9' and checksum = -1462789080;
  end if;
end
$$;
