-- How often a call failed that asked for this record among others: it is asked for with fewer beside it then, at last
-- alone.
alter table house.delivery add column halved smallint not null default 0;
-- The call that failed at it alone: the ledger's words stand in the log of calls.
alter table house.delivery add column correlation text;
create index delivery_halved on house.delivery (tenant, resource) where halved > 0 and done_at is null;
