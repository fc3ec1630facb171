-- Who sent a command that waits, when tokens are required: it is checked again when the command is decided. Not the token.
alter table waiting_command add column caller jsonb;
alter table parked_command add column caller jsonb;
