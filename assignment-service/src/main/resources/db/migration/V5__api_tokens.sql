-- Opaque API tokens. Only the SHA-256 of a token is kept: tokens are random, so a slow hash would protect nothing more.
create table api_token (
  token_id               uuid        primary key,
  token_hash             bytea       not null unique check (octet_length(token_hash) = 32),
  name                   text        not null,
  subject                text        not null,
  organization_id        text        references organization,
  platform_administrator boolean     not null,
  scopes                 text[]      not null,
  created_at             timestamptz not null,
  created_by             text        not null,
  expires_at             timestamptz not null,
  revoked_at             timestamptz
);

create index api_token_created on api_token (created_at, token_id);
create index api_token_organization on api_token (organization_id, created_at, token_id);
