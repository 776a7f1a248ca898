-- An address is decided as a whole: a rule for its first line becomes one for all of it, as far as no rule for another
-- part says something else. Where there were rules for other parts alone none is left, and somebody is asked.
alter table practice.conflict_rule no force row level security;
insert into practice.conflict_rule (practice_id, kind, field, side, made_by, made_at)
select practice_id, kind, 'address', min(side), (array_agg(made_by order by made_at desc))[1], max(made_at)
  from practice.conflict_rule
 where kind = 'client'
   and field in ('address', 'address, second line', 'town', 'region', 'postcode', 'country')
 group by practice_id, kind having min(side) = max(side) and bool_or(field = 'address')
on conflict (practice_id, kind, field) do nothing;
delete from practice.conflict_rule r
 where kind = 'client'
   and (field in ('address, second line', 'town', 'region', 'postcode', 'country')
        or (field = 'address'
            and exists (select from practice.conflict_rule o
                         where o.practice_id = r.practice_id and o.kind = r.kind and o.side <> r.side
                           and o.field in ('address, second line', 'town', 'region', 'postcode', 'country'))));
alter table practice.conflict_rule force row level security;
