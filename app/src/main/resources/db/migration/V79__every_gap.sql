-- Between what we knew of a record there and each write of ours that nobody has looked at so far: what
-- somebody changed there in such a gap, the write may have gone over unseen. A later write adds its own.
alter table practice.link add column gaps tstzmultirange not null default '{}';
alter table practice.link no force row level security;
update practice.link set gaps = tstzmultirange(tstzrange(known_before, known_until, '()'))
 where known_before < known_until and known_until is distinct from looked_until
   and known_until > now() - interval '2 days';
alter table practice.link force row level security;
drop index practice.link_unlooked;
alter table practice.link drop column known_before, drop column known_until, drop column looked_until;
create index link_unlooked on practice.link (practice_id, tenant, upper(gaps)) where gaps <> '{}';
