-- Who inherits is found by owner with ownership_organization: a second index of the same columns cost a seventh of a
-- first assignment.
drop index ownership_inheriting;
