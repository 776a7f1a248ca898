-- The id under which the ledger had it when it lost it: shown under that again, it is the same money.
alter table practice.payment add column lost_ledger_id text;
create index payment_lost on practice.payment (practice_id, lost_ledger_id)
  where lost_ledger_id is not null;

-- Invoices that the ledger had no longer when a person ended their links: shown again, they do not come in
-- beside what still stands here.
create table practice.forgotten_invoice (
  practice_id uuid not null default house.here(),
  tenant      uuid not null,
  ledger_id   text not null,
  record      uuid not null,
  at          timestamptz not null,
  primary key (practice_id, tenant, ledger_id)
);
call house.guard('practice.forgotten_invoice');
