-- CREDIT: a credit note that was written in the ledger, with something left of it that an invoice here can use.
alter table practice.advance drop constraint advance_sort_check;
alter table practice.advance
  add constraint advance_sort_check check (sort in ('DEPOSIT', 'OVERPAYMENT', 'CREDIT'));

-- No reading of changes shows those that were written before: each organisation is looked at once, from the beginning.
alter table practice.sweep no force row level security;
alter table practice.first_look no force row level security;
insert into practice.first_look (practice_id, tenant, kind, since)
select practice_id, tenant, 'advance', to_timestamp(0) from practice.sweep
 where kind = 'client' and read_at > to_timestamp(0)
on conflict (practice_id, tenant, kind) do update
   set since = excluded.since, tries = 0, not_before = null;
alter table practice.sweep force row level security;
alter table practice.first_look force row level security;
