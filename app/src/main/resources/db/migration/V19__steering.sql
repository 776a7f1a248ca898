-- What became of a change that waits when it was last tried, for people to see.
alter table practice.pending_push add column tries int not null default 0;
alter table practice.pending_push add column first_tried_at timestamptz;
alter table practice.pending_push add column tried_at timestamptz;
alter table practice.pending_push add column said text;

-- The lane only knows that it is paused; by whom and why is the practice's own business.
create table practice.pause (
  practice_id uuid not null default house.here(),
  id          uuid not null,
  tenant      uuid not null,
  at          timestamptz not null,
  by_name     text not null,
  because     text not null,
  ended_at    timestamptz,
  ended_by    text,
  primary key (practice_id, id)
);
create unique index pause_open on practice.pause (practice_id, tenant) where ended_at is null;
call house.guard('practice.pause');

-- How fast a push goes is read from its own calls.
create index push_batch_when on practice.push_batch (practice_id, tenant, prepared_at);
