-- The ledger has it in this receipt still, and lost the invoice that it paid: what becomes of the
-- receipt does not concern it any more.
alter table practice.takings_member add column set_free boolean not null default false;
