-- The trail repeats what people wrote as a reason, and may name somebody. With an erased client that is taken
-- out: an entry may be cut, or say what stands for all such; nothing else of it changes.
alter table practice.trail add column erased_at timestamptz;
grant update (erased_at, said) on practice.trail to ${appRole};

create function house.only_erases_trail() returns trigger language plpgsql as $$
begin
  if new.erased_at is null
     or not (starts_with(old.said, new.said) or new.said = 'did something that named an erased client') then
    raise exception 'permission denied: an entry is only erased';
  end if;
  return new;
end $$;
create trigger only_erases before update on practice.trail
  for each row when (current_user = '${appRole}') execute function house.only_erases_trail();

-- A story of somebody else's record that named the client keeps its figures.
create or replace function house.only_erases_story() returns trigger language plpgsql as $$
begin
  if new.erased_at is null
     or coalesce(new.changes, '{}') <> '{}' and new.changes is distinct from old.changes
     or new.before is not null and new.before is distinct from old.before
     or new.came is not null and new.came is distinct from old.came
     or new.text not in (old.text, 'Something that named an erased client.') then
    raise exception 'permission denied: a story is only erased';
  end if;
  return new;
end $$;
