-- The people and organisations that a practice serves. Texts are never null: '' means not known.
create table practice.client (
  practice_id        uuid not null default house.here() references house.practice (id),
  id                 uuid not null,
  version            int not null default 1,
  kind               text not null check (kind in ('PERSON', 'ORGANISATION')),
  given_name         text not null default '',
  family_name        text not null default '',
  organisation_name  text not null default '',
  email              text not null default '',
  phone              text not null default '',
  phone_e164         text,
  birth_date         date,
  address_line1      text not null default '',
  address_line2      text not null default '',
  city               text not null default '',
  region             text not null default '',
  postcode           text not null default '',
  country            text not null default '',
  notes              text not null default '',
  external_reference text not null default '',
  archived_at        timestamptz,
  created_at         timestamptz not null,
  changed_at         timestamptz not null,
  -- Folded for search as ranges: under row-level security only =, < and >= on plain text may use an
  -- index. Their order is that of bytes, whatever the database's own.
  name_key           text collate "C" not null,
  family_key         text collate "C" not null,
  email_key          text collate "C" not null,
  phone_key          text collate "C" not null,
  primary key (practice_id, id)
);
create index client_name on practice.client (practice_id, name_key);
create index client_family on practice.client (practice_id, family_key, id);
create index client_email on practice.client (practice_id, email_key);
create index client_phone on practice.client (practice_id, phone_key);
create index client_external on practice.client (practice_id, external_reference);
create index client_created on practice.client (practice_id, created_at);
create index client_changed on practice.client (practice_id, changed_at);
call house.guard('practice.client');
