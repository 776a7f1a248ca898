-- Who we are to the ledger. Grants, attempts and routes stand in house: one consent may serve several
-- practices, and a webhook must find its practice before it has one.

create table house.oauth_grant (
  id                uuid primary key,
  provider          text not null,
  -- consent: a person agreed in the browser; app: a custom connection, without person or refresh token
  kind              text not null check (kind in ('consent', 'app')),
  practice_id       uuid not null references house.practice (id),
  authorised_by     uuid not null,
  ledger_user       text,
  auth_event        text,
  scopes            text not null,
  access_token      text,
  refresh_token     text,
  access_expires_at timestamptz not null,
  refresh_issued_at timestamptz not null,
  status            text not null check (status in ('active', 'refresh_failed', 'revoked')),
  -- raised with each new pair of tokens: how everybody else learns of it
  version           bigint not null default 1,
  -- the lease of the one node that refreshes; by the database's clock
  refreshing_until  timestamptz,
  -- journal: a refresh went out with the present refresh token and no answer has been recorded
  attempt_at        timestamptz,
  refreshed_at      timestamptz,
  created_at        timestamptz not null,
  check (status = 'revoked' or access_token is not null)
);
create index oauth_grant_practice on house.oauth_grant (practice_id);
create index oauth_grant_expiry on house.oauth_grant (access_expires_at) where status = 'active';
create index oauth_grant_user on house.oauth_grant (provider, ledger_user) where status = 'active';

create table house.consent_attempt (
  id           uuid primary key,
  provider     text not null,
  -- hashes: whoever reads this table can neither answer for the person nor take over the session
  nonce_hash   text not null unique,
  session_hash text not null,
  practice_id  uuid not null references house.practice (id) on delete cascade,
  staff_id     uuid not null,
  verifier     text not null,
  created_at   timestamptz not null,
  expires_at   timestamptz not null,
  used_at      timestamptz
);
create index consent_attempt_expiry on house.consent_attempt (expires_at);

-- An organisation belongs to one practice at a time: this key is the guard.
create table house.organisation_route (
  provider    text not null,
  tenant_id   text not null,
  practice_id uuid not null references house.practice (id),
  binding_id  uuid not null unique,
  grant_id    uuid not null references house.oauth_grant (id),
  primary key (provider, tenant_id)
);
create index organisation_route_practice on house.organisation_route (practice_id);
create index organisation_route_grant on house.organisation_route (grant_id);

create table practice.binding (
  practice_id       uuid not null default house.here(),
  id                uuid not null,
  provider          text not null,
  tenant_id         text not null,
  organisation_name text not null,
  -- to open a record in the ledger's own pages
  short_code        text,
  country           text,
  currency          text,
  grant_id          uuid not null references house.oauth_grant (id),
  -- the ledger's own id of the connection: what a disconnect deletes over there
  connection_id     text,
  status            text not null check (status in ('active', 'needs_attention', 'suspended', 'disconnected')),
  reason            text,
  since             timestamptz not null,
  sending           boolean not null default false,
  sending_since     timestamptz,
  main              boolean not null,
  connected_at      timestamptz not null,
  connected_by      uuid not null,
  primary key (practice_id, id),
  -- a reconnect finds its old row, and with it every link
  unique (practice_id, provider, tenant_id),
  check ((status = 'needs_attention') = (reason is not null))
);
create unique index one_main_binding on practice.binding (practice_id) where main;
call house.guard('practice.binding');
