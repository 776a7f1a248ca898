-- Somebody wants to see now what the ledger has of a record: who waits is looked for before all else.
create table practice.look (
  practice_id uuid not null default house.here(),
  kind        text not null,
  record      uuid not null,
  tenant      uuid not null,
  ledger_id   text not null,
  -- null: nobody waits
  asked_at    timestamptz,
  not_before  timestamptz,
  -- why it was not looked so far, in words
  problem     text,
  looked_at   timestamptz,
  result      text check (result in ('same', 'changed', 'gone')),
  primary key (practice_id, kind, record)
);
create index look_waiting on practice.look (practice_id, tenant, asked_at) where asked_at is not null;
call house.guard('practice.look');
