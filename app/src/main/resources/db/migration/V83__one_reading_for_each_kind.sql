-- What webhooks did not tell of an organisation: a silence, or the numbers that were missing by the time that a
-- reading of them began. Each kind has read it up to a row.
create table practice.untold (
  practice_id uuid not null default house.here(),
  id          bigint generated always as identity,
  tenant      uuid not null,
  -- nothing came at all
  silence     boolean not null,
  -- the gaps that it is made of
  gaps        int8multirange not null,
  events      bigint not null,
  -- what is read once more
  spans       tstzmultirange not null,
  from_at     timestamptz not null,
  -- null while nothing comes
  to_at       timestamptz,
  found_at    timestamptz not null,
  -- what is found from now on is another row
  begun       boolean not null default false,
  read_at     timestamptz,
  news        int not null default 0,
  -- since when the practice does without the webhook that is silent
  without_at  timestamptz,
  primary key (practice_id, tenant, id)
);
call house.guard('practice.untold');

alter table practice.untold no force row level security;
alter table practice.back_fill no force row level security;
insert into practice.untold
  (practice_id, tenant, silence, gaps, events, spans, from_at, to_at, found_at, begun, read_at, news)
select b.practice_id, b.tenant, g.first_missing is null, int8multirange(int8range(g.id, g.id, '[]')),
       coalesce(g.last_missing - g.first_missing + 1, 0),
       tstzmultirange(tstzrange(min(b.from_at), max(b.to_at), '[]')), g.from_at, g.to_at, g.found_at, true,
       case when bool_and(b.done_at is not null) then max(b.done_at) end, sum(b.news)
  from practice.back_fill b join house.webhook_gap g on g.id = b.gap
 where g.found_at is not null
 group by b.practice_id, b.tenant, g.id order by g.id;

create table practice.back_fill_by_kind (
  practice_id uuid not null default house.here(),
  tenant      uuid not null,
  kind        text not null,
  -- everything that was not told up to this row was read
  through     bigint not null,
  due_at      timestamptz not null,
  done_at     timestamptz,
  tries       int not null default 0,
  -- how far a reading has come of what stands up to place_of
  place       timestamptz,
  place_of    bigint,
  primary key (practice_id, tenant, kind)
);
insert into practice.back_fill_by_kind (practice_id, tenant, kind, through, due_at, done_at)
select b.practice_id, b.tenant, b.kind,
       coalesce((select min(u.id) - 1 from practice.untold u
                  where u.practice_id = b.practice_id and u.tenant = b.tenant and u.read_at is null),
                (select max(id) from practice.untold), 0),
       coalesce(min(b.due_at) filter (where b.done_at is null), max(b.due_at)), max(b.done_at)
  from practice.back_fill b group by b.practice_id, b.tenant, b.kind;
alter table practice.untold force row level security;
drop table practice.back_fill;
alter table practice.back_fill_by_kind rename to back_fill;
call house.guard('practice.back_fill');

-- For whom a gap is still to be noted: it could not be, or the organisation was connected since.
create table house.webhook_to_note (
  gap      bigint not null references house.webhook_gap (id) on delete cascade,
  tenant   uuid not null,
  tries    int not null default 0,
  again_at timestamptz not null,
  -- a first reading tells what was missing
  read     boolean not null,
  primary key (gap, tenant)
);
