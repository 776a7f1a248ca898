-- The day's takings: payments that are kept back until the day is closed, and then go to the bank, and
-- to the ledger, as one sum for each means.
create table practice.takings_method (
  practice_id uuid not null default house.here(),
  method      text not null check (method in ('CARD', 'CASH', 'TRANSFER', 'CHEQUE', 'OTHER')),
  primary key (practice_id, method)
);
call house.guard('practice.takings_method');

-- Somebody closed a day. A day may be closed again for what came in afterwards.
create table practice.takings_close (
  practice_id uuid not null default house.here(),
  id          uuid not null,
  day         date not null,
  closed_at   timestamptz not null,
  closed_by   text not null,
  note        text not null default '',
  reopened_at timestamptz,
  primary key (practice_id, id)
);
create index takings_close_day on practice.takings_close (practice_id, day, closed_at);
call house.guard('practice.takings_close');

-- What was in the drawer and what should have been, by means and location.
create table practice.takings_count (
  practice_id uuid not null default house.here(),
  close_id    uuid not null,
  position    int not null,
  method      text not null,
  location_id uuid,
  expected    numeric(14, 2) not null,
  counted     numeric(14, 2) not null,
  primary key (practice_id, close_id, position),
  foreign key (practice_id, close_id) references practice.takings_close (practice_id, id),
  foreign key (practice_id, location_id) references practice.location (practice_id, id)
);
call house.guard('practice.takings_count');

-- Payments that are banked as one sum.
create table practice.takings_receipt (
  practice_id uuid not null default house.here(),
  id          uuid not null,
  close_id    uuid not null,
  -- the first of those that were made one in place of the other
  chain       uuid not null,
  day         date not null,
  method      text not null,
  -- whose bank account, in the words of whoever knows; the practice does not read it
  place       text not null,
  place_name  text not null default '',
  -- wanted: it goes, or has gone; withdrawn: it never went; replaced: another was made in its place
  state       text not null check (state in ('wanted', 'withdrawn', 'replaced')),
  made_at     timestamptz not null,
  primary key (practice_id, id),
  foreign key (practice_id, close_id) references practice.takings_close (practice_id, id)
);
create index takings_receipt_day on practice.takings_receipt (practice_id, day, made_at);
create index takings_receipt_close on practice.takings_receipt (practice_id, close_id);
call house.guard('practice.takings_receipt');

-- What a receipt was made of, kept also when another was made in its place.
create table practice.takings_member (
  practice_id uuid not null default house.here(),
  receipt_id  uuid not null,
  payment_id  uuid not null,
  primary key (practice_id, receipt_id, payment_id),
  foreign key (practice_id, receipt_id) references practice.takings_receipt (practice_id, id),
  foreign key (practice_id, payment_id) references practice.payment (practice_id, id)
);
create index takings_member_payment on practice.takings_member (practice_id, payment_id);
call house.guard('practice.takings_member');

-- Payments that wait for the close of their day (no receipt yet), or went with one.
create table practice.takings_payment (
  practice_id uuid not null default house.here(),
  payment_id  uuid not null,
  receipt_id  uuid,
  primary key (practice_id, payment_id),
  foreign key (practice_id, payment_id) references practice.payment (practice_id, id),
  foreign key (practice_id, receipt_id) references practice.takings_receipt (practice_id, id)
);
create index takings_payment_receipt on practice.takings_payment (practice_id, receipt_id);
call house.guard('practice.takings_payment');

-- A write that touches more documents than its own: a receipt pays many invoices. Until it is known
-- what became of it nothing else is written to any of them.
create table practice.push_beside (
  practice_id uuid not null default house.here(),
  kind        text not null,
  record      uuid not null,
  tenant      uuid not null,
  document    uuid not null,
  primary key (practice_id, kind, record, tenant, document),
  foreign key (practice_id, kind, record, tenant)
    references practice.pending_push (practice_id, kind, record, tenant) on delete cascade on update cascade
);
create index push_beside_document on practice.push_beside (practice_id, document);
call house.guard('practice.push_beside');

-- Keeps such a document's place while the write is under way; it is no record of the write.
alter table practice.push_item add column beside boolean not null default false;
