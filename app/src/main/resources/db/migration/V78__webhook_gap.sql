-- How far the numbers of each webhook of the ledger were followed.
create table house.webhook_numbers (
  provider text not null,
  via      text not null,
  highest  bigint not null,
  -- what the highest was until the numbers seemed to begin anew
  before   bigint,
  heard_at timestamptz not null,
  heard_id bigint not null,
  -- all calls before it were looked at
  seen_to  timestamptz not null,
  primary key (provider, via)
);

-- A span of time of which a webhook did not tell everything: its numbers have a hole, or nothing came at all.
create table house.webhook_gap (
  id            bigint generated always as identity primary key,
  provider      text not null,
  via           text not null,
  -- both null where nothing came at all
  first_missing bigint,
  last_missing  bigint,
  from_at       timestamptz not null,
  -- null while nothing comes
  to_at         timestamptz,
  -- null while what is missing may still be on its way
  found_at      timestamptz,
  -- null while not every practice that it concerns knows what to read
  planned_at    timestamptz
);
create index webhook_gap_open on house.webhook_gap (provider, via) where to_at is null or found_at is null;

-- Changes that a reading met before any event told of them. Gone as soon as one does, or after a day.
create table house.webhook_unheard (
  tenant   uuid not null,
  resource text not null,
  met_at   timestamptz not null,
  primary key (tenant, resource)
);

-- Spans of time that are read once more because of a gap.
create table practice.back_fill (
  practice_id uuid not null default house.here(),
  tenant      uuid not null,
  kind        text not null,
  gap         bigint not null,
  from_at     timestamptz not null,
  to_at       timestamptz not null,
  due_at      timestamptz not null,
  done_at     timestamptz,
  news        int not null default 0,
  primary key (practice_id, tenant, kind, gap)
);
call house.guard('practice.back_fill');
