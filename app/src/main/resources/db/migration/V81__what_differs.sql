-- What the comparison of everything found to differ: read whole one portion after the other, and of money that stays
-- different after that, what both sides say.
create table practice.difference (
  practice_id uuid not null default house.here(),
  tenant      uuid not null,
  kind        text not null,
  ledger_id   text not null,
  -- What both sides say, in words; null if it is no money.
  words       text,
  -- By the time at which the comparison began that saw it last.
  found_at    timestamptz not null,
  -- Null: it is still to be read.
  read_at     timestamptz,
  told_at     timestamptz,
  primary key (practice_id, tenant, kind, ledger_id)
);
create index difference_to_read on practice.difference (practice_id, tenant, kind, ledger_id) where read_at is null;
call house.guard('practice.difference');

-- A look that was begun and did not come to its end: when, and the how many-th time.
alter table practice.first_look add column tried_at timestamptz;
alter table practice.first_look add column tries int not null default 0;
