-- Nothing is found or ordered by them any more.
drop index listed_by_type, listed_by_version, listed_by_name, listed_by_display_name;
