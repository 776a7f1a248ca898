-- How much of an invoice is credited is the sum of what is listed. What prepayments and overpayments settled stood
-- in the sum alone until now: it is listed as what it is, so that the next credit does not make it owed again.
alter table practice.invoice no force row level security;
alter table practice.credit_note no force row level security;
alter table practice.allocation no force row level security;
alter table practice.ledger_credit no force row level security;
insert into practice.ledger_credit (practice_id, invoice_id, ledger_id, number, amount)
select practice_id, id, 'unlisted', '', credited - listed
  from (select i.practice_id, i.id, i.credited,
               (select coalesce(sum(a.amount), 0) from practice.allocation a
                  join practice.credit_note n on n.practice_id = a.practice_id and n.id = a.credit_note_id
                 where a.practice_id = i.practice_id and a.invoice_id = i.id and not a.removed and n.status <> 'VOIDED')
             + (select coalesce(sum(c.amount), 0) from practice.ledger_credit c
                 where c.practice_id = i.practice_id and c.invoice_id = i.id) as listed
          from practice.invoice i
         where i.credited > 0) sums
 where credited > listed
on conflict do nothing;
alter table practice.invoice force row level security;
alter table practice.credit_note force row level security;
alter table practice.allocation force row level security;
alter table practice.ledger_credit force row level security;
