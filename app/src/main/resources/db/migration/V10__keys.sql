-- Which key values are sealed under from now on. One row: a node that knows several keys seals with this
-- one, so that all nodes change over in the same instant, when ./tandem keys rotate says so.
create table house.sealing_key (
  one    boolean primary key default true check (one),
  -- the first eight hexadecimal characters of the key's SHA-256: names a key, tells nothing of it
  key_id text not null check (key_id ~ '^[0-9a-f]{8}$'),
  since  timestamptz not null default clock_timestamp()
);

-- The processes that serve, as long as they do. All times are by this database's clock.
create table house.node (
  id           uuid primary key,
  version      text not null,
  -- of the keys it can open values with
  key_ids      text[] not null,
  started_at   timestamptz not null default clock_timestamp(),
  seen_at      timestamptz not null default clock_timestamp(),
  -- its clock less this database's, in milliseconds
  clock_off_ms bigint not null
);

-- When somebody last wanted to call with it, to within five minutes: such grants are renewed ahead of time.
alter table house.oauth_grant add column used_at timestamptz;
create index oauth_grant_used on house.oauth_grant (used_at) where status = 'active';
