-- What the ledger itself has counted of an app's minute: calls that a lane gives back unused do not make it less.
alter table house.app_minute add column told int not null default 0;
