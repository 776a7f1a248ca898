-- Whether a record is linked is asked by its id, fifty at a time. With the organisation at the front this index, too,
-- looked good for that, and was read from end to end for each of the fifty.
drop index practice.link_ledger_id;
create unique index link_ledger_id on practice.link (practice_id, ledger_id, kind, tenant);

-- The same as push_batch_when.
drop index practice.push_batch_lately;
