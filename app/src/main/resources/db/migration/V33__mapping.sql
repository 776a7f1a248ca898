-- What the ledger's books are made of, as last read, and where the practice's own things belong in
-- them. What vanished over there is kept as inactive: a mapping to it still has a name.
alter table practice.ledger_account add column system text;

create table practice.ledger_item (
  practice_id  uuid not null default house.here(),
  tenant       uuid not null,
  ledger_id    text not null,
  code         text not null,
  name         text not null,
  unit_price   numeric(18, 4),
  account_code text,
  tax_type     text,
  active       boolean not null,
  primary key (practice_id, tenant, ledger_id)
);
call house.guard('practice.ledger_item');

create table practice.ledger_tracking (
  practice_id uuid not null default house.here(),
  tenant      uuid not null,
  ledger_id   text not null,
  name        text not null,
  category_id text not null,
  category    text not null,
  active      boolean not null,
  primary key (practice_id, tenant, ledger_id)
);
call house.guard('practice.ledger_tracking');

create table practice.ledger_currency (
  practice_id uuid not null default house.here(),
  tenant      uuid not null,
  code        text not null,
  name        text not null,
  primary key (practice_id, tenant, code)
);
call house.guard('practice.ledger_currency');

create table practice.ledger_branding_theme (
  practice_id uuid not null default house.here(),
  tenant      uuid not null,
  ledger_id   text not null,
  name        text not null,
  position    int not null,
  primary key (practice_id, tenant, ledger_id)
);
call house.guard('practice.ledger_branding_theme');

create table practice.ledger_settings (
  practice_id       uuid not null default house.here(),
  tenant            uuid not null,
  name              text not null,
  short_code        text,
  base_currency     text,
  country           text,
  zone              text,
  plan              text,
  default_sales_tax text,
  period_lock       date,
  year_lock         date,
  primary key (practice_id, tenant)
);
call house.guard('practice.ledger_settings');

-- When each part was last read whole.
create table practice.reference_read (
  practice_id uuid not null default house.here(),
  tenant      uuid not null,
  part        text not null check (part in ('chart', 'details')),
  read_at     timestamptz not null,
  primary key (practice_id, tenant, part)
);
call house.guard('practice.reference_read');

-- Accounts and taxes of before count as read when their sweep says so.
alter table practice.reference_read no force row level security;
alter table practice.sweep no force row level security;
insert into practice.reference_read (practice_id, tenant, part, read_at)
select practice_id, tenant, 'chart', read_at from practice.sweep where kind = 'reference';
alter table practice.reference_read force row level security;
alter table practice.sweep force row level security;

-- Where something of ours belongs in one organisation's books. What is null is left to the next,
-- less particular one. The subject is a record's id, a payment method's name, or empty for the rest
-- of its kind. Accounts, items and tracking are the ledger's ids, which outlive new codes and names.
create table practice.mapping (
  practice_id uuid not null default house.here(),
  tenant      uuid not null,
  kind        text not null check (kind in ('service', 'practitioner', 'location', 'payment', 'default')),
  subject     text not null,
  account     text,
  item        text,
  tax         text,
  tracking    text[] not null default '{}' check (cardinality(tracking) <= 2),
  primary key (practice_id, tenant, kind, subject),
  check (kind <> 'payment' or (item is null and tax is null and tracking = '{}'))
);
call house.guard('practice.mapping');
