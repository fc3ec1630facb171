-- Lists have the first 400 characters of versions and names, which an index can always take.
update listed_application
   set version = left(version, 400), name = left(name, 400), reported_name = left(reported_name, 400)
 where greatest(length(version), length(name), length(reported_name)) > 400;
