-- Credit notes: what an invoice charged too much, or what nobody will pay. Each is for one invoice; amounts
-- have two decimals and are in the invoice's currency.
create table practice.credit_note_counter (
  practice_id uuid primary key default house.here() references house.practice (id),
  next        bigint not null
);
call house.guard('practice.credit_note_counter');

create table practice.credit_note (
  practice_id  uuid not null default house.here() references house.practice (id),
  id           uuid not null,
  number       text not null check (number <> ''),
  -- APPROVED: something of it is left. PAID: all of it is used. VOIDED: it never counted.
  status       text not null check (status in ('APPROVED', 'PAID', 'VOIDED')),
  purpose      text not null check (purpose in ('CREDIT', 'WRITE_OFF', 'CORRECTION')),
  invoice_id   uuid not null,
  issued_on    date not null,
  currency     text not null check (currency ~ '^[A-Z]{3}$'),
  reason       text not null,
  line_amounts text not null,
  -- As it was written and computed, line by line.
  lines        jsonb not null,
  subtotal     numeric(14, 2) not null,
  tax          numeric(14, 2) not null,
  total        numeric(14, 2) not null check (total > 0),
  ledger_id    text,
  created_at   timestamptz not null,
  primary key (practice_id, id),
  foreign key (practice_id, invoice_id) references practice.invoice (practice_id, id),
  check (total = subtotal + tax)
);
create unique index credit_note_number on practice.credit_note (practice_id, number);
create index credit_note_invoice on practice.credit_note (practice_id, invoice_id);
create index credit_note_in_ledger on practice.credit_note (practice_id, ledger_id);
call house.guard('practice.credit_note');

-- A part of a credit note that settles an invoice. One that was made in the ledger may settle an invoice that
-- is not ours: then it has none.
create table practice.allocation (
  practice_id    uuid not null default house.here(),
  id             uuid not null,
  credit_note_id uuid not null,
  invoice_id     uuid,
  allocated_on   date not null,
  amount         numeric(14, 2) not null check (amount > 0),
  origin         text not null check (origin in ('TANDEM', 'LEDGER')),
  ledger_id      text,
  removed        boolean not null default false,
  made_at        timestamptz not null,
  primary key (practice_id, id),
  foreign key (practice_id, credit_note_id) references practice.credit_note (practice_id, id),
  foreign key (practice_id, invoice_id) references practice.invoice (practice_id, id),
  check (invoice_id is not null or origin = 'LEDGER')
);
create unique index allocation_in_ledger on practice.allocation (practice_id, ledger_id);
create index allocation_of_note on practice.allocation (practice_id, credit_note_id);
create index allocation_of_invoice on practice.allocation (practice_id, invoice_id);
call house.guard('practice.allocation');

-- Money of a credit note that was given back.
create table practice.refund (
  practice_id    uuid not null default house.here(),
  id             uuid not null,
  credit_note_id uuid not null,
  paid_on        date not null,
  amount         numeric(14, 2) not null check (amount > 0),
  method         text not null check (method in ('CARD', 'CASH', 'TRANSFER', 'CHEQUE', 'OTHER', 'LEDGER')),
  reference      text not null default '',
  account        text,
  origin         text not null check (origin in ('TANDEM', 'LEDGER')),
  ledger_id      text,
  removed        boolean not null default false,
  made_at        timestamptz not null,
  primary key (practice_id, id),
  foreign key (practice_id, credit_note_id) references practice.credit_note (practice_id, id)
);
create unique index refund_in_ledger on practice.refund (practice_id, ledger_id);
create index refund_of_note on practice.refund (practice_id, credit_note_id);
create index refund_day on practice.refund (practice_id, paid_on);
call house.guard('practice.refund');

-- Credit notes that somebody made in the ledger, as far as they settle an invoice of ours: shown, and counted
-- in what the ledger says is credited.
create table practice.ledger_credit (
  practice_id uuid not null default house.here(),
  invoice_id  uuid not null,
  ledger_id   text not null,
  number      text not null,
  credited_on date,
  amount      numeric(14, 2) not null,
  primary key (practice_id, invoice_id, ledger_id),
  foreign key (practice_id, invoice_id) references practice.invoice (practice_id, id)
);
call house.guard('practice.ledger_credit');
