-- Clients who were erased at somebody's wish: what was done and what stays, without a word about them.
create table practice.erasure (
  practice_id uuid not null default house.here(),
  client      uuid not null,
  at          timestamptz not null,
  by_name     text not null,
  -- [{"what": "ERASED", "text": "..."}]
  traces      jsonb not null,
  primary key (practice_id, client),
  foreign key (practice_id, client) references practice.client (practice_id, id) on delete cascade
);
call house.guard('practice.erasure');

-- What is written down once and never changed may still name somebody. The application may take that
-- out, and nothing else: the row says so from then on, and what stands instead is always the same.
alter table practice.sync_story add column erased_at timestamptz;
alter table practice.sync_log add column erased_at timestamptz;
grant update (erased_at, text, changes, before, came) on practice.sync_story to ${appRole};
grant update (erased_at, message) on practice.sync_log to ${appRole};

create function house.only_erases_story() returns trigger language plpgsql as $$
begin
  if new.erased_at is null or coalesce(new.changes, '{}') <> '{}' or new.before is not null or new.came is not null
     or new.text not in (old.text, 'Something that named an erased client.') then
    raise exception 'permission denied: a story is only erased';
  end if;
  return new;
end $$;
create trigger only_erases before update on practice.sync_story
  for each row when (current_user = '${appRole}') execute function house.only_erases_story();

create function house.only_erases_call() returns trigger language plpgsql as $$
begin
  if new.erased_at is null or new.message <> 'It named an erased client.' then
    raise exception 'permission denied: a call is only erased';
  end if;
  return new;
end $$;
create trigger only_erases before update on practice.sync_log
  for each row when (current_user = '${appRole}') execute function house.only_erases_call();
