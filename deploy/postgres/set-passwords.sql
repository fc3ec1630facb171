-- Gives the roles of roles.sql the passwords of the environment. For psql, which the postgres image runs the files of
-- this folder with, in the order of their names, when it makes a new database.

-- A statement that fails would be logged with the password in it.
set log_min_error_statement = panic;

\getenv ingest_password MUSTER_INGEST_PASSWORD
\getenv assignment_password MUSTER_ASSIGNMENT_PASSWORD

alter role muster_ingest password :'ingest_password';
alter role muster_assignment password :'assignment_password';
