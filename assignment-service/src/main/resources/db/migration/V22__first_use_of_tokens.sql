-- When a caller was first authenticated with the token; null also for tokens whose first use was before this migration.
alter table api_token add column first_used_at timestamptz;
