-- Custom connections: an app of its own at Xero that opens one organisation without anybody signing in.

-- Secrets are sealed, and wiped when the last binding on the app ends.
create table house.custom_app (
  id            uuid primary key,
  provider      text not null,
  practice_id   uuid not null references house.practice (id),
  client_id     text not null,
  client_secret text,
  -- signs the ledger's notices of this one organisation; without one they are noticed by reading
  webhook_key   text,
  -- the organisation that the app opens, as the ledger itself said
  tenant_id     text not null,
  created_by    uuid not null,
  created_at    timestamptz not null,
  check (client_secret is not null or webhook_key is null)
);
create index custom_app_practice on house.custom_app (practice_id);
create index custom_app_signing on house.custom_app (provider) where webhook_key is not null;

alter table house.oauth_grant
  -- null for kind app: the app that the environment names
  add column custom_app uuid references house.custom_app (id),
  -- for whom the ledger counts its limits: an app of its own has an allowance of its own
  add column app_key text not null default 'xero',
  add check (custom_app is null or kind = 'app');

-- An organisation reached by another app than before gets another lane; the old one stays, with its log.
alter table house.lane add column retired boolean not null default false;

-- Which parts of the work a person switched off (or on again) for an organisation. No row: on.
create table practice.ledger_feature (
  practice_id uuid not null default house.here(),
  binding_id  uuid not null,
  feature     text not null,
  switched_on boolean not null,
  since       timestamptz not null,
  by          uuid,
  primary key (practice_id, binding_id, feature),
  foreign key (practice_id, binding_id) references practice.binding (practice_id, id)
);
call house.guard('practice.ledger_feature');
