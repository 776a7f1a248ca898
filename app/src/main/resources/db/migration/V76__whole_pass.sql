-- When the record was last in a list of everything there is, by the time at which that list was begun.
alter table practice.link add column listed_at timestamptz;

-- When a question for the record by itself last did not show it either.
alter table practice.link add column missed_at timestamptz;

-- How far the comparison of everything has come, and what the last one found.
create table practice.whole_pass (
  practice_id uuid not null default house.here(),
  tenant      uuid not null,
  kind        text not null,
  done_at     timestamptz not null,
  begun_at    timestamptz,
  page        int not null default 0,
  paged_at    timestamptz,
  records     bigint not null default 0,
  differing   bigint not null default 0,
  gone        bigint not null default 0,
  -- All pages are read: what none of them showed is asked for by itself.
  listed      boolean not null default false,
  -- A page that was begun and did not come to its end: when, and the how many-th time.
  tried_at    timestamptz,
  tries       int not null default 0,
  -- Why the last one could not be brought to its end.
  trouble     text,
  primary key (practice_id, tenant, kind)
);
call house.guard('practice.whole_pass');

-- What was read so far was all that ever changed: that counts as the first one.
alter table practice.whole_pass no force row level security;
alter table practice.sweep no force row level security;
insert into practice.whole_pass (practice_id, tenant, kind, done_at)
select practice_id, tenant, kind, read_at from practice.sweep
 where kind in ('client', 'invoice', 'credit-note') and watermark is not null;
alter table practice.whole_pass force row level security;
alter table practice.sweep force row level security;

-- When the ledger told an event that is dealt with anew, whatever is known: its own time stands here meanwhile.
alter table house.delivery add column told_at timestamptz;

-- After a restore: since when to look for a first record of a kind of which there may be none.
create table practice.first_look (
  practice_id uuid not null default house.here(),
  tenant      uuid not null,
  kind        text not null,
  since       timestamptz not null,
  primary key (practice_id, tenant, kind)
);
call house.guard('practice.first_look');
