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

-- One file on its way in. The file itself lies beside it in pieces until the work is done.
create table practice.client_import (
  practice_id   uuid not null default house.here(),
  id            uuid not null,
  file_name     text not null,
  bytes         bigint not null,
  state         text not null check (state in ('UPLOADED', 'RUNNING', 'DONE', 'CANCELLED', 'FAILED')),
  charset       text not null,
  separator     text not null,
  first_row     text[] not null,
  -- By column: the order that its dates prove, '?' if they have dates but prove none, '' without dates.
  date_orders   text[] not null,
  header        boolean not null,
  targets       text[] not null,
  date_order    text not null,
  -- All records of the file, the headings among them.
  rows_total    bigint not null,
  rows_read     bigint not null default 0,
  added         bigint not null default 0,
  already_there bigint not null default 0,
  changed       bigint not null default 0,
  in_error      bigint not null default 0,
  uploaded_at   timestamptz not null,
  started_at    timestamptz,
  finished_at   timestamptz,
  failure       text not null default '',
  -- Who works on it, and until when nobody else may: a killed worker's import is taken over.
  worker        uuid,
  working_until timestamptz,
  primary key (practice_id, id)
);
create index client_import_uploaded on practice.client_import (practice_id, uploaded_at);
call house.guard('practice.client_import');

create table practice.client_import_piece (
  practice_id uuid not null default house.here(),
  import_id   uuid not null,
  position    int not null,
  bytes       bytea not null,
  primary key (practice_id, import_id, position),
  foreign key (practice_id, import_id) references practice.client_import (practice_id, id) on delete cascade
);
call house.guard('practice.client_import_piece');

create table practice.client_import_error (
  practice_id uuid not null default house.here(),
  import_id   uuid not null,
  line        bigint not null,
  cells       text[] not null,
  reason      text not null,
  primary key (practice_id, import_id, line),
  foreign key (practice_id, import_id) references practice.client_import (practice_id, id) on delete cascade
);
call house.guard('practice.client_import_error');

-- Which row made or met which client: the memory by which the same file adds nothing twice.
create table practice.imported_row (
  practice_id uuid not null default house.here(),
  identity    text collate "C" not null,
  client_id   uuid not null,
  fingerprint text not null,
  import_id   uuid not null,
  primary key (practice_id, identity),
  foreign key (practice_id, client_id) references practice.client (practice_id, id) on delete cascade,
  foreign key (practice_id, import_id) references practice.client_import (practice_id, id)
);
create index imported_row_client on practice.imported_row (practice_id, client_id);
create index imported_row_import on practice.imported_row (practice_id, import_id);
call house.guard('practice.imported_row');
