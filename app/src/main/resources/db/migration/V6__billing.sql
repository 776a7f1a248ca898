-- Invoices and payments. Amounts have two decimals and are in the invoice's currency.
create table practice.invoice_counter (
  practice_id uuid primary key default house.here() references house.practice (id),
  next        bigint not null
);
call house.guard('practice.invoice_counter');

create table practice.invoice (
  practice_id    uuid not null default house.here() references house.practice (id),
  id             uuid not null,
  number         text check (number <> ''),
  -- Folded for search as a range; bytes decide the order.
  number_key     text collate "C" generated always as (lower(number)) stored,
  status         text not null check (status in ('DRAFT', 'APPROVED', 'PAID', 'VOIDED')),
  client_id      uuid not null,
  appointment_id uuid,
  location_id    uuid,
  issued_on      date not null,
  due_on         date not null,
  currency       text not null check (currency ~ '^[A-Z]{3}$'),
  reference      text not null default '',
  line_amounts   text not null check (line_amounts in ('EXCLUSIVE', 'INCLUSIVE')),
  subtotal       numeric(14, 2) not null,
  tax            numeric(14, 2) not null,
  total          numeric(14, 2) not null,
  paid           numeric(14, 2) not null,
  credited       numeric(14, 2) not null,
  due            numeric(14, 2) generated always as (total - paid - credited) stored,
  created_at     timestamptz not null,
  changed_at     timestamptz not null,
  primary key (practice_id, id),
  foreign key (practice_id, client_id) references practice.client (practice_id, id),
  foreign key (practice_id, appointment_id) references practice.appointment (practice_id, id),
  foreign key (practice_id, location_id) references practice.location (practice_id, id),
  check (total = subtotal + tax),
  check (number is not null or status in ('DRAFT', 'VOIDED'))
);
create unique index invoice_number on practice.invoice (practice_id, number);
create unique index invoice_of_appointment on practice.invoice (practice_id, appointment_id) where status <> 'VOIDED';
create index invoice_number_key on practice.invoice (practice_id, number_key);
create index invoice_date on practice.invoice (practice_id, issued_on, id);
create index invoice_client on practice.invoice (practice_id, client_id, issued_on);
create index invoice_status on practice.invoice (practice_id, status, due_on);
call house.guard('practice.invoice');

create table practice.invoice_line (
  practice_id  uuid not null default house.here(),
  invoice_id   uuid not null,
  position     int not null,
  description  text not null,
  quantity     numeric(14, 4) not null,
  unit_price   numeric(14, 4) not null,
  account_code text not null,
  tax_type     text not null,
  tax_rate     numeric(7, 4) not null,
  service_id   uuid,
  amount       numeric(14, 2) not null,
  tax          numeric(14, 2) not null,
  primary key (practice_id, invoice_id, position),
  foreign key (practice_id, invoice_id) references practice.invoice (practice_id, id),
  foreign key (practice_id, service_id) references practice.service (practice_id, id)
);
call house.guard('practice.invoice_line');

create table practice.payment (
  practice_id       uuid not null default house.here(),
  id                uuid not null,
  invoice_id        uuid not null,
  paid_on           date not null,
  amount            numeric(14, 2) not null check (amount > 0),
  method            text not null check (method in ('CARD', 'CASH', 'TRANSFER', 'CHEQUE', 'OTHER', 'LEDGER')),
  reference         text not null default '',
  account_code      text,
  -- TANDEM: taken here. LEDGER: recorded over there and travelled here.
  origin            text not null check (origin in ('TANDEM', 'LEDGER')),
  ledger_payment_id text,
  deleted           boolean not null default false,
  taken_at          timestamptz not null,
  primary key (practice_id, id),
  foreign key (practice_id, invoice_id) references practice.invoice (practice_id, id)
);
create unique index payment_in_ledger on practice.payment (practice_id, ledger_payment_id);
create index payment_of_invoice on practice.payment (practice_id, invoice_id);
create index payment_day on practice.payment (practice_id, paid_on);
call house.guard('practice.payment');
