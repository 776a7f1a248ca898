-- Advances: a client's money that no invoice owed when it came in. It is the client's until an invoice uses
-- it or it is given back. Amounts have two decimals.
create table practice.advance (
  practice_id uuid not null default house.here() references house.practice (id),
  id          uuid not null,
  client_id   uuid not null,
  location_id uuid,
  -- DEPOSIT: before anything was invoiced. OVERPAYMENT: more than the invoice owed.
  sort        text not null check (sort in ('DEPOSIT', 'OVERPAYMENT')),
  invoice_id  uuid,
  taken_on    date not null,
  currency    text not null check (currency ~ '^[A-Z]{3}$'),
  amount      numeric(14, 2) not null check (amount > 0),
  method      text not null check (method in ('CARD', 'CASH', 'TRANSFER', 'CHEQUE', 'OTHER', 'LEDGER')),
  reference   text not null default '',
  -- TANDEM: taken here. LEDGER: recorded over there and travelled here.
  origin      text not null check (origin in ('TANDEM', 'LEDGER')),
  ledger_id   text,
  removed     boolean not null default false,
  taken_at    timestamptz not null,
  primary key (practice_id, id),
  foreign key (practice_id, client_id) references practice.client (practice_id, id),
  foreign key (practice_id, location_id) references practice.location (practice_id, id),
  foreign key (practice_id, invoice_id) references practice.invoice (practice_id, id)
);
create unique index advance_in_ledger on practice.advance (practice_id, ledger_id);
create index advance_client on practice.advance (practice_id, client_id, taken_on);
create index advance_day on practice.advance (practice_id, taken_on);
create index advance_invoice on practice.advance (practice_id, invoice_id);
call house.guard('practice.advance');
