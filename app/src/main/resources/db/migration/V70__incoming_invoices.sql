-- Invoices that were made in the ledger for clients who are linked come in, where the practice chose it.
alter table practice.invoice add column made_in_ledger boolean not null default false;

-- From which day on, organisation by organisation; and how far the search for them has come.
create table practice.incoming_choice (
  practice_id uuid not null default house.here(),
  tenant      uuid not null,
  -- what is dated earlier stays there; null: none come
  from_day    date,
  -- the day that is being tried out; null: none is
  tried_day   date,
  -- what is being read: what would come, or what comes; null: nothing
  step        text check (step in ('counting', 'listing')),
  page        int not null default 1,
  -- which of the two lists: those that we made ourselves, or all
  own_listed  boolean not null default false,
  -- how many there are to bring in since it was chosen
  to_come     int not null default 0,
  problem     text,
  not_before  timestamptz,
  primary key (practice_id, tenant),
  check (step is null or step = 'listing' or tried_day is not null),
  check (step is distinct from 'listing' or from_day is not null)
);
call house.guard('practice.incoming_choice');

-- What was found and is not here yet.
create table practice.incoming_invoice (
  practice_id uuid not null default house.here(),
  tenant      uuid not null,
  ledger_id   text not null,
  -- we made it ourselves: noted while all are listed, to be told apart from the others
  own         boolean not null default false,
  -- false while it is only counted
  wanted      boolean not null,
  -- it was listed among all and not among our own: nobody has to ask again whether we made it
  told        boolean not null default false,
  total       numeric(20, 2),
  currency    text,
  not_before  timestamptz,
  primary key (practice_id, tenant, ledger_id)
);
call house.guard('practice.incoming_invoice');

-- Contacts that a client was linked with since: their invoices are asked for.
create table practice.incoming_contact (
  practice_id uuid not null default house.here(),
  tenant      uuid not null,
  ledger_id   text not null,
  page        int not null default 1,
  primary key (practice_id, tenant, ledger_id)
);
call house.guard('practice.incoming_contact');

create function house.asks_for_invoices() returns trigger language plpgsql as $$
begin
  insert into practice.incoming_contact (practice_id, tenant, ledger_id)
  select c.practice_id, c.tenant, new.ledger_id from practice.incoming_choice c
   where c.practice_id = new.practice_id and c.tenant = new.tenant and c.from_day is not null
  on conflict do nothing;
  return null;
end $$;

-- A contact that our own call made has no invoices yet.
create trigger asks_for_invoices after insert on practice.link
  for each row when (new.kind = 'client' and new.wrote_at is null)
  execute function house.asks_for_invoices();
create trigger asks_for_invoices_of_another after update of ledger_id on practice.link
  for each row when (new.kind = 'client' and new.ledger_id <> old.ledger_id)
  execute function house.asks_for_invoices();
