-- What keeps the ledger in step. Schema house: whose turn it is to call an organisation, and deliveries
-- not yet routed to a practice. Schema practice: what waits, what is under way, what both sides agreed on.

-- One lane per app and organisation. The lane's db-scheduler row is only an alarm clock; its facts live
-- here, so that a successor on another node starts from the true budget.
create table house.lane (
  app             text not null,
  tenant          uuid not null,
  practice        uuid not null references house.practice (id),
  epoch           bigint not null default 0,
  seq             bigint not null default 0,
  blocked_until   timestamptz,
  blocked_reason  text,
  minute_left     int not null default 60,
  minute_ends     timestamptz,
  day_left        int,
  day_most        int,
  circuit         jsonb not null default '{}',
  paused          boolean not null default false,
  primary key (app, tenant)
);
create index lane_practice on house.lane (practice);
create index lane_tenant on house.lane (tenant);

-- Signals are inserted, never updated: writers do not wait for each other. A lane's turn takes them all.
create table house.wake (
  id       uuid primary key default gen_random_uuid(),
  app      text not null,
  tenant   uuid not null,
  foreign key (app, tenant) references house.lane (app, tenant) on delete cascade
);
create index wake_lane on house.wake (app, tenant);

-- Calls taken from the app-wide allowance, in pieces.
create table house.app_minute (
  app    text not null,
  minute timestamptz not null,
  taken  int not null,
  primary key (app, minute)
);

-- What the ledger told us, one row per event as it came. What makes no sense, though it is well signed,
-- is kept for a person, closed from the start.
create table house.delivery (
  id          uuid primary key default gen_random_uuid(),
  key         bytea not null unique,
  received_at timestamptz not null,
  tenant      uuid,
  category    text,
  resource    text,
  event_at    timestamptz,
  body        bytea,
  not_before  timestamptz,
  attempts    int not null default 0,
  done_at     timestamptz,
  verdict     text
);
create index delivery_open on house.delivery (tenant, received_at) where done_at is null;
create index delivery_unreadable on house.delivery (received_at) where verdict = 'unreadable';

-- When the ledger last called us, rightly signed and not: followed from afar, not call by call.
create table house.webhook_seen (
  provider    text primary key,
  accepted_at timestamptz,
  refused_at  timestamptz
);

-- Our changes waiting to go: one row per record, a later edit raises the revision.
create table practice.pending_push (
  practice_id  uuid not null default house.here(),
  kind         text not null,
  record       uuid not null,
  document     uuid not null,
  needs_kind   text,
  needs_record uuid,
  revision     bigint not null,
  queued_at    timestamptz not null,
  urgent       boolean not null default false,
  attempts     int not null default 0,
  at_most      int not null default 50,
  not_before   timestamptz,
  held         text,
  held_at      timestamptz,
  primary key (practice_id, kind, record)
);
create index pending_push_ready on practice.pending_push (practice_id, kind, queued_at) where held is null;
create index pending_push_document on practice.pending_push (practice_id, document);
call house.guard('practice.pending_push');

-- A write call, stored whole before it is made. The bytes are dropped when it closes.
create table practice.push_batch (
  practice_id uuid not null default house.here(),
  id          uuid not null,
  tenant      uuid not null,
  kind        text not null,
  verb        text not null,
  url         text not null,
  key         text not null,
  body        bytea,
  prepared_at timestamptz not null,
  epoch       bigint not null,
  state       text not null check (state in ('prepared', 'answered', 'dissolved', 'unknown', 'resolved')),
  next_at     timestamptz,
  replay      boolean not null default true,
  closed_at   timestamptz,
  primary key (practice_id, id)
);
create index push_batch_open on practice.push_batch (practice_id, prepared_at) where state in ('prepared', 'unknown');
call house.guard('practice.push_batch');

create table practice.push_item (
  practice_id uuid not null default house.here(),
  batch       uuid not null,
  position    int not null,
  kind        text not null,
  record      uuid not null,
  document    uuid not null,
  revision    bigint not null,
  ledger_id   text,
  sent        jsonb not null,
  ours        jsonb not null,
  marker      text,
  verdict     text,
  open        boolean not null default true,
  primary key (practice_id, batch, position),
  foreign key (practice_id, batch) references practice.push_batch (practice_id, id)
);
-- One open write per document, kept by the database: an invoice and its payments are one document.
create unique index one_open_write on practice.push_item (practice_id, document) where open;
create index push_item_record on practice.push_item (practice_id, kind, record);
call house.guard('practice.push_item');

-- The pair (our record, their record) with what both last agreed on, field by field, each in its own form.
create table practice.link (
  practice_id uuid not null default house.here(),
  kind        text not null,
  record      uuid not null,
  tenant      uuid not null,
  ledger_id   text not null,
  agreed      jsonb not null,
  kept        text,
  held        text,
  seen_at     timestamptz,
  wrote_at    timestamptz,
  write_seq   bigint not null default 0,
  linked_at   timestamptz not null,
  primary key (practice_id, kind, record)
);
create unique index link_ledger_id on practice.link (practice_id, kind, ledger_id);
create index link_held on practice.link (practice_id, kind, record) where held is not null;
call house.guard('practice.link');

-- Names that contacts of the ledger carry, ours and strangers': a name there is unique, here it is not.
create table practice.ledger_name (
  practice_id uuid not null default house.here(),
  tenant      uuid not null,
  ledger_id   text not null,
  name_key    text not null,
  primary key (practice_id, tenant, ledger_id)
);
create index ledger_name_key on practice.ledger_name (practice_id, tenant, name_key);
call house.guard('practice.ledger_name');

-- How far the changed-since readings have come.
create table practice.sweep (
  practice_id uuid not null default house.here(),
  tenant      uuid not null,
  kind        text not null,
  watermark   timestamptz,
  read_at     timestamptz not null,
  due_at      timestamptz,
  primary key (practice_id, tenant, kind)
);
call house.guard('practice.sweep');

-- A row for each call, kept for a set time.
create table practice.sync_log (
  practice_id uuid not null default house.here(),
  id          uuid not null,
  at          timestamptz not null,
  tenant      uuid not null,
  seq         bigint not null,
  operation   text not null,
  direction   text not null check (direction in ('push', 'pull')),
  records     int not null,
  outcome     text not null,
  http_status int not null,
  duration_ms int not null,
  bytes       bigint not null,
  correlation text,
  batch       uuid,
  primary key (practice_id, id)
);
create index sync_log_at on practice.sync_log (practice_id, at desc);
call house.guard('practice.sync_log');

-- What happened to one record on its way between both sides, in words and values.
create table practice.sync_story (
  practice_id uuid not null default house.here(),
  id          uuid not null,
  at          timestamptz not null,
  kind        text not null,
  record      uuid not null,
  text        text not null,
  changes     jsonb,
  batch       uuid,
  primary key (practice_id, id)
);
create index sync_story_record on practice.sync_story (practice_id, kind, record, at);
call house.guard('practice.sync_story');

-- Both sides changed the same field differently since they last agreed.
create table practice.conflict (
  practice_id uuid not null default house.here(),
  id          uuid not null,
  kind        text not null,
  record      uuid not null,
  field       text not null,
  agreed      text,
  ours        text,
  theirs      text,
  raised_at   timestamptz not null,
  closed_at   timestamptz,
  primary key (practice_id, id)
);
create unique index conflict_open on practice.conflict (practice_id, kind, record, field) where closed_at is null;
call house.guard('practice.conflict');

create table practice.ledger_account (
  practice_id uuid not null default house.here(),
  tenant      uuid not null,
  ledger_id   text not null,
  code        text,
  name        text not null,
  type        text not null,
  bank        boolean not null,
  payable     boolean not null,
  tax_type    text,
  active      boolean not null,
  primary key (practice_id, tenant, ledger_id)
);
call house.guard('practice.ledger_account');

create table practice.ledger_tax_rate (
  practice_id uuid not null default house.here(),
  tenant      uuid not null,
  tax_type    text not null,
  name        text not null,
  percent     numeric(9, 4) not null,
  for_revenue boolean not null,
  active      boolean not null,
  primary key (practice_id, tenant, tax_type)
);
call house.guard('practice.ledger_tax_rate');
