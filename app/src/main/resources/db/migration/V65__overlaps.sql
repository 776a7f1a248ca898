-- Changes over there that a write of ours may have gone over, until the record's history was looked at.
create table practice.overlap (
  practice_id  uuid not null default house.here() references house.practice (id),
  tenant       uuid not null,
  kind         text not null,
  record       uuid not null,
  -- The write's own times: up to where the record was known there, and when the write arrived.
  known_before timestamptz not null,
  known_until  timestamptz not null,
  -- Whether the ledger told of a change surely between the two; else it may have been the write itself.
  sure         boolean not null,
  due_at       timestamptz not null,
  primary key (practice_id, tenant, kind, record)
);
call house.guard('practice.overlap');

-- Up to which write the history was looked at where nothing tells of changes.
alter table practice.link add column looked_until timestamptz;
create index link_unlooked on practice.link (practice_id, tenant, known_until)
  where known_before is not null and known_until is distinct from looked_until;

-- Both sides differ (both; of a document's status: status), or ours went over theirs unseen (overlap). Traces: who changed it there, and when.
alter table practice.conflict
  add column sort   text not null default 'both' check (sort in ('both', 'overlap', 'status')),
  add column traces jsonb;
alter table practice.conflict drop constraint conflict_decision_check;
alter table practice.conflict add constraint conflict_decision_check
  check (decision in ('ours', 'theirs', 'rule ours', 'rule theirs', 'typed'));
