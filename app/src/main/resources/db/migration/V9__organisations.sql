-- A practice may keep several organisations in step. What travels belongs to one of them: a client
-- may be linked in several, an invoice and its payments are in one.

-- The owner of the tables changes rows of all practices here, and only here.
alter table practice.binding no force row level security;
alter table practice.link no force row level security;
alter table practice.pending_push no force row level security;
alter table practice.push_batch no force row level security;
alter table practice.push_item no force row level security;
alter table practice.conflict no force row level security;
alter table practice.sync_story no force row level security;

-- What waits: for an organisation, or (the nil id) for one that is still to come.
alter table practice.pending_push add column tenant uuid;
update practice.pending_push p
   set tenant = coalesce(
         (select b.tenant from practice.push_item i
            join practice.push_batch b on b.practice_id = i.practice_id and b.id = i.batch
           where i.practice_id = p.practice_id and i.open and i.document = p.document limit 1),
         (select l.tenant from practice.link l
           where l.practice_id = p.practice_id and l.record = p.document
             and l.kind = case p.kind when 'client' then 'client' else 'invoice' end),
         (select b.tenant_id::uuid from practice.binding b
           where b.practice_id = p.practice_id and b.main and b.status <> 'disconnected'),
         '00000000-0000-0000-0000-000000000000');
alter table practice.pending_push alter column tenant set not null;
alter table practice.pending_push drop constraint pending_push_pkey;
alter table practice.pending_push add primary key (practice_id, kind, record, tenant);
-- Whoever queues an invoice or payment again meets the row that is there, wherever it waits.
create unique index pending_push_once on practice.pending_push (practice_id, kind, record)
  where kind <> 'client';
drop index practice.pending_push_ready;
create index pending_push_ready
  on practice.pending_push (practice_id, tenant, kind, urgent desc, queued_at, record)
  where held is null;

alter table practice.push_item add column tenant uuid;
update practice.push_item i
   set tenant = b.tenant
  from practice.push_batch b
 where b.practice_id = i.practice_id and b.id = i.batch;
alter table practice.push_item alter column tenant set not null;
drop index practice.one_open_write;
-- One open write per document and organisation, kept by the database.
create unique index one_open_write on practice.push_item (practice_id, tenant, document) where open;

alter table practice.conflict add column tenant uuid;
update practice.conflict c
   set tenant = coalesce(
         (select l.tenant from practice.link l
           where l.practice_id = c.practice_id and l.kind = c.kind and l.record = c.record),
         (select b.tenant_id::uuid from practice.binding b
           where b.practice_id = c.practice_id and b.main),
         '00000000-0000-0000-0000-000000000000');
alter table practice.conflict alter column tenant set not null;
drop index practice.conflict_open;
create unique index conflict_open on practice.conflict (practice_id, kind, record, tenant, field)
  where closed_at is null;

alter table practice.link drop constraint link_pkey;
alter table practice.link add primary key (practice_id, kind, record, tenant);
drop index practice.link_ledger_id;
create unique index link_ledger_id on practice.link (practice_id, tenant, kind, ledger_id);

-- In which organisation it happened; unknown of what happened before there could be several.
alter table practice.sync_story add column tenant uuid;
update practice.sync_story s
   set tenant = b.tenant
  from practice.push_batch b
 where b.practice_id = s.practice_id and b.id = s.batch;

alter table practice.binding force row level security;
alter table practice.link force row level security;
alter table practice.pending_push force row level security;
alter table practice.push_batch force row level security;
alter table practice.push_item force row level security;
alter table practice.conflict force row level security;
alter table practice.sync_story force row level security;

-- Whose books a location's invoices belong to; one without a row follows the main organisation.
create table practice.location_organisation (
  practice_id uuid not null default house.here(),
  location_id uuid not null,
  binding_id  uuid not null,
  primary key (practice_id, location_id),
  foreign key (practice_id, location_id) references practice.location (practice_id, id) on delete cascade,
  foreign key (practice_id, binding_id) references practice.binding (practice_id, id)
);
call house.guard('practice.location_organisation');
