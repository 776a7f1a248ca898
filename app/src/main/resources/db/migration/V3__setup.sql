create table practice.preferences (
  practice_id        uuid primary key default house.here() references house.practice (id),
  invoice_on         text not null default 'COMPLETION' check (invoice_on in ('COMPLETION', 'BUTTON')),
  invoice_as         text not null default 'APPROVED' check (invoice_as in ('APPROVED', 'DRAFT')),
  payment_terms_days int not null default 14 check (payment_terms_days between 0 and 365),
  invoice_prefix     text not null default 'INV-' check (invoice_prefix ~ '^[A-Za-z0-9/_-]{0,12}$')
);
call house.guard('practice.preferences');

create table practice.location (
  practice_id uuid not null default house.here(),
  id          uuid not null,
  name        text not null check (name <> ''),
  address     text not null default '',
  city        text not null default '',
  region      text not null default '',
  postcode    text not null default '',
  phone       text not null default '',
  colour      text not null check (colour ~ '^#[0-9a-f]{6}$'),
  archived_at timestamptz,
  primary key (practice_id, id)
);
create unique index location_name on practice.location (practice_id, lower(name)) where archived_at is null;
call house.guard('practice.location');

-- The location a person works at for now: what the diary and the day show them first.
create table practice.working_at (
  practice_id uuid not null default house.here(),
  staff_id    uuid not null,
  location_id uuid not null,
  primary key (practice_id, staff_id),
  foreign key (practice_id, staff_id) references house.membership (practice_id, staff_id) on delete cascade,
  foreign key (practice_id, location_id) references practice.location (practice_id, id) on delete cascade
);
call house.guard('practice.working_at');

create table practice.practitioner (
  practice_id uuid not null default house.here(),
  id          uuid not null,
  name        text not null check (name <> ''),
  profession  text not null default '',
  colour      text not null check (colour ~ '^#[0-9a-f]{6}$'),
  -- The person who signs in, if this practitioner does.
  staff_id    uuid,
  archived_at timestamptz,
  primary key (practice_id, id),
  foreign key (practice_id, staff_id) references house.membership (practice_id, staff_id) on delete set null (staff_id)
);
create unique index practitioner_staff on practice.practitioner (practice_id, staff_id);
call house.guard('practice.practitioner');

create table practice.service (
  practice_id   uuid not null default house.here(),
  id            uuid not null,
  name          text not null check (name <> ''),
  minutes       int not null check (minutes between 5 and 1440),
  price         numeric(12, 2) not null check (price >= 0),
  tax_inclusive boolean not null,
  account_code  text not null,
  tax_type      text not null,
  -- Percent, for instance 10.0000.
  tax_rate      numeric(7, 4) not null check (tax_rate between 0 and 100),
  colour        text not null check (colour ~ '^#[0-9a-f]{6}$'),
  archived_at   timestamptz,
  primary key (practice_id, id)
);
create unique index service_name on practice.service (practice_id, lower(name)) where archived_at is null;
call house.guard('practice.service');
