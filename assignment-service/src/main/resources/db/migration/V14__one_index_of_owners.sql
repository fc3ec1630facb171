-- Who inherits is found by owner with ownership_organization: a second index of the same columns is one more to be written
-- with every change of owner, and with every ownership that begins.
drop index ownership_inheriting;
