-- After a restore: records of the ledger that carry our marks and that the restored database had no
-- link to, or did not know at all.
create table practice.adoption (
  practice_id uuid not null default house.here(),
  tenant      uuid not null,
  kind        text not null,
  ledger_id   text not null,
  -- adopted: known here, linked again. returned: not known here, brought back. person: somebody has to
  -- decide. foreign: was there before we ever read this organisation, or a person said it is not ours
  verdict     text not null check (verdict in ('adopted', 'returned', 'person', 'foreign')),
  record      uuid,
  -- an invoice's number; clients are named by their record
  number      text,
  reason      text,
  at          timestamptz not null,
  primary key (practice_id, tenant, kind, ledger_id),
  check ((verdict in ('adopted', 'returned')) = (record is not null)),
  check ((verdict = 'person') = (reason is not null))
);
create index adoption_at on practice.adoption (practice_id, tenant, at);
call house.guard('practice.adoption');

-- asked_at: a person wants the kind to be read for records of ours now. looked_at, looked: when a
-- reading last looked for them, and at how many rows.
alter table practice.sweep
  add column asked_at  timestamptz,
  add column looked_at timestamptz,
  add column looked    bigint not null default 0;

-- Which database this is: another server's copy differs in the first part, a copy on the same server
-- in the second. The first is empty where the server does not tell.
create function house.database_identity() returns text language plpgsql stable as $$
declare
  server text := '';
begin
  begin
    select system_identifier::text into server from pg_control_system();
  exception when insufficient_privilege or feature_not_supported or undefined_function then
    server := '';
  end;
  return server || '/' || (select oid from pg_database where datname = current_database());
end $$;

-- Where each practice's changes leave from. A database that finds another identity here is a copy:
-- it sends nothing until a person says that it is the one now.
create table house.database_home (
  practice uuid primary key references house.practice (id),
  identity text not null,
  since    timestamptz not null
);
insert into house.database_home (practice, identity, since)
select id, house.database_identity(), now() from house.practice;

-- When processes came up, by their own clock: what was edited since the first start after a reading was
-- edited by somebody who did not see what the ledger had meanwhile.
create table house.awakening (
  at timestamptz primary key
);
