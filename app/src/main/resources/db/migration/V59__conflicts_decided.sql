-- Who changed each side, and what a person decided. Our side's name is that of the person or key at the time; of
-- theirs Xero tells the time alone.
alter table practice.conflict
  add column our_by     text,
  add column our_at     timestamptz,
  add column their_at   timestamptz,
  add column decision   text check (decision in ('ours', 'theirs', 'rule ours', 'rule theirs')),
  add column decided_by text;
create index conflict_decided on practice.conflict (practice_id, kind, field, closed_at) where decision is not null;

-- Whose word counts where a person would be asked otherwise.
create table practice.conflict_rule (
  practice_id uuid not null default house.here() references house.practice (id),
  kind        text not null,
  field       text not null,
  side        text not null check (side in ('ours', 'theirs')),
  made_by     text not null,
  made_at     timestamptz not null,
  primary key (practice_id, kind, field)
);
call house.guard('practice.conflict_rule');
