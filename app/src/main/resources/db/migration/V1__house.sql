-- Two schemas: practice (rows owned by one practice, row-level security) and house (technical rows of
-- all practices: ids, hashes and sealed values, no personal data beyond a staff member's sign-in).
create schema if not exists house;
create schema if not exists practice;

grant usage on schema house, practice to ${appRole};
alter default privileges in schema house grant select, insert, update, delete on tables to ${appRole};
alter default privileges in schema practice grant select, insert, update, delete on tables to ${appRole};
alter default privileges in schema house grant usage on sequences to ${appRole};

-- The practice of the current transaction; null when none was set, and null equals nothing.
create function house.here() returns uuid
  language sql stable parallel safe
  return nullif(current_setting('app.practice_id', true), '')::uuid;

-- Every table of schema practice is guarded by this one policy text.
create procedure house.guard(guarded regclass) language plpgsql as $$
begin
  execute format('alter table %s enable row level security', guarded);
  execute format('alter table %s force row level security', guarded);
  execute format('create policy own_practice on %s using (practice_id = house.here()) with check (practice_id = house.here())', guarded);
end $$;

create table house.practice (
  id          uuid primary key,
  name        text not null check (name <> ''),
  kind        text not null check (kind in ('clinic', 'firm', 'association')),
  country     text not null check (country ~ '^[A-Z]{2}$'),
  time_zone   text not null,
  currency    text not null check (currency ~ '^[A-Z]{3}$'),
  created_at  timestamptz not null
);

-- db-scheduler's own table; its columns are decided by that library.
create table house.scheduled_tasks (
  task_name            text not null,
  task_instance        text not null,
  task_data            bytea,
  execution_time       timestamptz not null,
  picked               boolean not null,
  picked_by            text,
  last_success         timestamptz,
  last_failure         timestamptz,
  consecutive_failures int,
  last_heartbeat       timestamptz,
  version              bigint not null,
  priority             smallint,
  state                text,
  primary key (task_name, task_instance)
);
create index scheduled_tasks_due on house.scheduled_tasks (execution_time);
create index scheduled_tasks_heartbeat on house.scheduled_tasks (last_heartbeat);

-- Spring Session's own tables; their columns are decided by that library.
create table house.spring_session (
  primary_id            char(36) primary key,
  session_id            char(36) not null unique,
  creation_time         bigint not null,
  last_access_time      bigint not null,
  max_inactive_interval int not null,
  expiry_time           bigint not null,
  principal_name        varchar(100)
);
create index spring_session_expiry on house.spring_session (expiry_time);
create index spring_session_principal on house.spring_session (principal_name);

create table house.spring_session_attributes (
  session_primary_id char(36) not null references house.spring_session (primary_id) on delete cascade,
  attribute_name     varchar(200) not null,
  attribute_bytes    bytea not null,
  primary key (session_primary_id, attribute_name)
);
