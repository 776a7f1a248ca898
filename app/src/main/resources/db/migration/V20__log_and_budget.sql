-- Every call to the ledger and every record's story, told whole: for which job a call was, who caused
-- what it carried, what each side had before and after. Rows of both are written once and never changed;
-- calls are linked into a chain, so that whoever alters or removes one is found out.

-- The owner of the tables changes rows of all practices here, and only here.
alter table practice.sync_log no force row level security;
alter table practice.ledger_use no force row level security;

alter table practice.sync_log
  add column job text not null default 'other',
  -- Body bytes sent; column bytes has those received.
  add column bytes_out bigint not null default 0;
update practice.sync_log
   set job = case
         when operation like 'check%' or operation = 'probe' then 'check'
         when direction = 'push' and operation like '%clients' then 'push clients'
         when direction = 'push' and operation like '%invoices' then 'push invoices'
         when direction = 'push' and operation like '%payments' then 'push payments'
         when operation like 'fetch%' then 'fetch'
         when operation like 'changed%' then 'changed since'
         when operation in ('accounts', 'tax rates') then 'reference'
         when operation like 'look up%' or operation like 'read back%' then 'read back'
         else 'other' end;
create index sync_log_seq on practice.sync_log (practice_id, tenant, seq);
create index sync_log_batch on practice.sync_log (practice_id, batch) where batch is not null;

-- The links of the chain, one for each call, in the order in which they were sealed. The hash covers
-- the call, the stories that came of it, and the hash before: docs/runbook.md says how.
create table practice.log_seal (
  practice_id uuid not null default house.here(),
  tenant      uuid not null,
  position    bigint not null,
  call        uuid not null,
  stories     uuid[] not null,
  hash        bytea not null,
  primary key (practice_id, tenant, position)
);
create unique index log_seal_call on practice.log_seal (practice_id, call);
call house.guard('practice.log_seal');
revoke update on practice.log_seal from ${appRole};

-- Where each chain begins and ends. What is older than the practice keeps leaves an anchor behind: the
-- hash of the last call that was let go.
create table practice.log_chain (
  practice_id uuid not null default house.here(),
  tenant      uuid not null,
  length      bigint not null default 0,
  head        bytea not null default decode(repeat('00', 32), 'hex'),
  sealed_seq  bigint not null default 0,
  anchored    bigint not null default 0,
  anchor      bytea not null default decode(repeat('00', 32), 'hex'),
  anchored_at timestamptz,
  primary key (practice_id, tenant)
);
call house.guard('practice.log_chain');

-- How long the log is kept; no row: half a year.
create table practice.log_keeping (
  practice_id uuid primary key default house.here() references house.practice (id),
  months      int not null check (months between 1 and 84)
);
call house.guard('practice.log_keeping');

-- Who made the change that waits or travels: [{"kind": …, "id": …, "name": …}], several when several
-- people changed the record before it left.
alter table practice.pending_push add column caused_by jsonb not null default '[]';
alter table practice.push_item add column caused_by jsonb not null default '[]';

alter table practice.sync_story
  -- The lane's count of the call that it came of; with the organisation it names one row of the log.
  add column seq bigint,
  add column caused_by jsonb not null default '[]',
  -- What the ledger had before, where it is known; what it answered, where that is not what was sent.
  add column before jsonb,
  add column came jsonb,
  -- SHA-256 of the whole entry, made when it was written.
  add column digest bytea;
create index sync_story_seq on practice.sync_story (practice_id, tenant, seq) where seq is not null;

revoke update on practice.sync_log from ${appRole};
revoke update on practice.sync_story from ${appRole};

-- Calls and bytes by job. What was counted so far is counted anew from the log.
delete from practice.ledger_use;
alter table practice.ledger_use
  add column job text not null,
  add column bytes_out bigint not null default 0,
  -- Calls that the ledger refused because they were too many.
  add column waits int not null default 0;
alter table practice.ledger_use drop constraint ledger_use_pkey;
alter table practice.ledger_use add primary key (practice_id, tenant, day, job);
insert into practice.ledger_use (practice_id, tenant, day, job, calls, bytes, waits)
select practice_id, tenant, (at at time zone 'UTC')::date, job, count(*), sum(bytes),
       count(*) filter (where outcome = 'limit')
  from practice.sync_log group by 1, 2, 3, 4;

-- The same over all practices, because the ledger bills an app, whomever it serves: ids and sums only.
create table house.app_use (
  app    text not null,
  month  date not null,
  tenant uuid not null,
  calls  bigint not null,
  bytes  bigint not null,
  primary key (app, month, tenant)
);
insert into house.app_use (app, month, tenant, calls, bytes)
select coalesce((select l.app from house.lane l where l.tenant = u.tenant and not l.retired limit 1), 'xero'),
       date_trunc('month', u.day)::date, u.tenant, sum(u.calls), sum(u.bytes)
  from practice.ledger_use u group by 1, 2, 3;

alter table practice.sync_log force row level security;
alter table practice.ledger_use force row level security;
