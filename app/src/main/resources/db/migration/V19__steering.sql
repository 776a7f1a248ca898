-- What became of a change that waits when it was last tried, for people to see.
alter table practice.pending_push add column tries int not null default 0;
alter table practice.pending_push add column first_tried_at timestamptz;
alter table practice.pending_push add column tried_at timestamptz;
alter table practice.pending_push add column said text;

-- The lane only knows that it is paused; by whom and why is the practice's own business.
create table practice.pause (
  practice_id uuid not null default house.here(),
  tenant      uuid not null,
  at          timestamptz not null,
  by_name     text not null,
  because     text not null,
  primary key (practice_id, tenant)
);
call house.guard('practice.pause');

-- How fast a push goes is read from its own calls.
create index push_batch_when on practice.push_batch (practice_id, tenant, prepared_at);
