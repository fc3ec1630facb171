-- The secrets of systems' agents, one a system. Published to nobody.
create table system_credential (
  system_id   text        collate "C" primary key,
  -- SHA-256; null once it is revoked.
  secret_hash bytea       check (octet_length(secret_hash) = 32),
  created_at  timestamptz,
  revoked_at  timestamptz,
  check ((secret_hash is null) = (revoked_at is not null))
);

-- Every command about them, so that a repeat is known: one that comes again may not bring an old secret back.
create table system_credential_command (
  command_id  uuid        primary key,
  system_id   text        collate "C" not null,
  action      text        not null check (action in ('create', 'revoke')),
  issued_by   text        not null,
  issued_at   timestamptz not null,
  recorded_at timestamptz not null default transaction_timestamp()
);

-- The last report that came from a system's agent by HTTP, so that a retry of it is known.
create table agent_report (
  system_id    text        collate "C" primary key,
  body_hash    bytea       not null check (octet_length(body_hash) = 32),
  collected_at timestamptz not null,
  report_id    uuid        not null
) with (fillfactor = 70);
