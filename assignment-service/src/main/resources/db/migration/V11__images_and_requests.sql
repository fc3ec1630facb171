-- Images of organizations: the original, and a PNG of 36 and of 50 px height. An organization refers to its images by the
-- path of the original, which has the id in it.
create table image (
  image_id        text        primary key check (image_id ~ '^[0-9a-f]{32}$'),
  organization_id text        not null references organization,
  kind            text        not null check (kind in ('PNG', 'JPEG', 'GIF', 'ICO')),
  raw             bytea       not null,
  height_36       bytea       not null,
  height_50       bytea       not null,
  created_at      timestamptz not null default clock_timestamp()
);

-- They are compressed already.
alter table image
  alter column raw set storage external,
  alter column height_36 set storage external,
  alter column height_50 set storage external;

create index image_organization on image (organization_id);

-- What tells whether an image is still shown.
create index organization_logo on organization (logo) where logo is not null;
create index organization_dark_logo on organization (dark_logo) where dark_logo is not null;
create index organization_favicon on organization (favicon) where favicon is not null;
create index organization_dark_favicon on organization (dark_favicon) where dark_favicon is not null;

-- Requests that were done, and a hash of what they asked for: a repeat is answered again, another request under the same
-- key is refused.
create table organization_request (
  command_id      uuid        primary key,
  organization_id text        not null references organization,
  content_hash    text        not null,
  created_at      timestamptz not null default clock_timestamp()
);

-- How many applications an organization owns.
create index ownership_organization on ownership (organization_id, application_id) where organization_id is not null;
