-- A client's mobile beside the other telephone.
alter table practice.client
  add column mobile text not null default '',
  add column mobile_e164 text,
  add column mobile_key text collate "C" not null default '';
create index client_mobile on practice.client (practice_id, mobile_key);

-- Of clients that are linked already nothing was agreed about it. What the last reading showed of it
-- counts as new, and is read once more before anything of ours goes over it.
alter table practice.link no force row level security;
with shown as (
  select l.practice_id, l.kind, l.tenant, l.record, l.kept is not null as read,
         exists (select from jsonb_array_elements(l.kept::jsonb -> 'phones') p
                  where p ->> 'phoneType' = 'MOBILE'
                    and concat(p ->> 'phoneCountryCode', p ->> 'phoneAreaCode', p ->> 'phoneNumber') <> '')
           as mobile
    from practice.link l
   where l.kind = 'client')
update practice.link l
   set kept = case when s.mobile then null else l.kept end,
       agreed = l.agreed || jsonb_build_object('mobile', jsonb_build_object('ours', '',
                  'theirs', case when s.read and not s.mobile then '' end))
  from shown s
 where (l.practice_id, l.kind, l.tenant, l.record) = (s.practice_id, s.kind, s.tenant, s.record);
alter table practice.link force row level security;
