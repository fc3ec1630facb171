-- Not only requests about organizations are told apart by their keys.
alter table organization_request rename to http_request;
alter table http_request drop constraint organization_request_organization_id_fkey;
alter table http_request rename column organization_id to subject_id;
alter table http_request rename constraint organization_request_pkey to http_request_pkey;
