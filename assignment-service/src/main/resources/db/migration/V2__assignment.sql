-- The organizations. resolved_rebranding_org_id is the nearest organization from this one up its parents whose
-- rebranding is enabled; it is kept so that a command needs to read the owner's row only.
create table organization (
  organization_id            text        primary key,
  label                      text        not null unique,
  name                       text        not null,
  type                       text        not null check (type in ('OWNER', 'DISTRIBUTOR', 'RESELLER', 'CUSTOMER')),
  parent_id                  text        references organization check ((parent_id is null) = (type = 'OWNER')),
  rebranding_enabled         boolean     not null,
  active                     boolean     not null,
  revision                   bigint      not null,
  resolved_rebranding_org_id text        references organization,
  resolved_by_command        uuid,
  resolved_by                text        not null default 'muster'
);

create index organization_parent on organization (parent_id);

-- Every directory command that was received: a repeat does nothing.
create table directory_command (
  command_id      uuid        primary key,
  organization_id text        not null,
  received_at     timestamptz not null default clock_timestamp()
);

-- Directory commands that wait for an organization, or (waits_for is null) behind another of their own organization,
-- with the record they came in: it may yet become a dead letter.
create table parked_command (
  park_id          bigint      primary key generated always as identity,
  organization_id  text        not null,
  waits_for        text,
  expires_at       timestamptz not null,
  topic            text        not null,
  partition        integer     not null,
  record_offset    bigint      not null,
  record_timestamp bigint      not null,
  record_key       bytea,
  record_value     bytea,
  header_names     text[]      not null,
  header_values    bytea[]     not null
);

create index parked_command_of_organization on parked_command (organization_id, park_id);
create index parked_command_waits_for on parked_command (waits_for, park_id);
create index parked_command_expires_at on parked_command (expires_at);

-- One row per application that a command was ever aimed at while it was there. Revision 0: never assigned.
create table ownership (
  application_id           text        primary key,
  incarnation              integer     not null,
  revision                 bigint      not null default 0,
  organization_id          text        references organization,
  rebranding_override      text        not null default 'INHERITED'
                                       check (rebranding_override in ('INHERITED', 'ENABLED', 'DISABLED')),
  override_organization_id text        references organization,
  rebranding_org_id        text        references organization,
  notes                    text,
  assigned_by              text,
  assigned_at              timestamptz
);

-- What an organization's applications are found by when its rebranding changes.
create index ownership_inheriting on ownership (organization_id, application_id)
  where rebranding_override = 'INHERITED';

-- Append-only: who, when, before, after, why.
create table ownership_history (
  application_id text        not null,
  revision       bigint      not null check (revision > 0),
  change         text        not null,
  before         jsonb       not null,
  after          jsonb       not null,
  cause          text        not null,
  command_id     uuid,
  actor          text        not null,
  recorded_at    timestamptz not null,
  primary key (application_id, revision)
);

create function refuse_to_rewrite_history() returns trigger language plpgsql as $$
begin
  raise exception 'the history of ownerships is only ever appended to' using errcode = 'restrict_violation';
end
$$;

create trigger ownership_history_is_append_only
  before update or delete or truncate on ownership_history
  for each statement execute function refuse_to_rewrite_history();

-- The outcome of every command; a repeat is answered from here.
create table command_outcome (
  command_id       uuid        primary key,
  application_id   text        not null,
  status           text        not null,
  reason           text,
  message          text        not null,
  revision         bigint      not null,
  before           jsonb,
  after            jsonb,
  decided_at       timestamptz not null,
  source_topic     text,
  source_partition integer,
  source_offset    bigint
);

-- Commands whose application is not there yet. waiting_id is the order of their arrival.
create table waiting_command (
  command_id        uuid        primary key references command_outcome,
  waiting_id        bigint      not null generated always as identity,
  application_id    text        not null,
  expires_at        timestamptz not null,
  issued_at         timestamptz not null,
  issued_by         text        not null,
  expected_revision bigint,
  action            text        not null,
  organization_id   text,
  source_topic      text,
  source_partition  integer,
  source_offset     bigint
);

create index waiting_command_of_application on waiting_command (application_id, waiting_id);
create index waiting_command_expires_at on waiting_command (expires_at);

-- Organizations whose applications have yet to follow a change of rebranding, and how far that has come.
create table rebranding_work (
  work_id         bigint not null primary key generated always as identity,
  organization_id text   not null references organization,
  cursor          text   not null default ''
);
