-- What the ledger refuses: words nobody has met yet, what is left out on purpose, and days known to be closed.

-- Words of refusals that no entry of the catalogue knows, without what varies in them.
create table practice.unknown_refusal (
  practice_id uuid not null default house.here(),
  kind        text not null,
  key         text collate "C" not null,
  words       text not null,
  times       int not null,
  first_at    timestamptz not null,
  last_at     timestamptz not null,
  primary key (practice_id, kind, key)
);
call house.guard('practice.unknown_refusal');

-- Records that a person decided to keep out of the ledger, with the reason. A payment of an invoice that is
-- left out stays with it.
create table practice.left_out (
  practice_id uuid not null default house.here(),
  kind        text not null,
  record      uuid not null,
  document    uuid not null,
  tenant      uuid not null,
  reason      text not null,
  decided_at  timestamptz not null,
  decided_by  text not null,
  primary key (practice_id, kind, record)
);
create index left_out_document on practice.left_out (practice_id, document);
call house.guard('practice.left_out');

-- The last closed day of an organisation's books, as its refusals name it.
create table practice.closed_until (
  practice_id uuid not null default house.here(),
  tenant      uuid not null,
  day         date not null,
  learned_at  timestamptz not null,
  primary key (practice_id, tenant)
);
call house.guard('practice.closed_until');
