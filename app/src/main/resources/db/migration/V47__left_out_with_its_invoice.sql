-- What stayed out of the ledger because its invoice did comes back with that; what a person kept out for a
-- reason of its own does not.
alter table practice.left_out no force row level security;
alter table practice.left_out add column with_invoice boolean not null default false;
update practice.left_out l set with_invoice = true
 where l.kind <> 'invoice'
   and exists (select from practice.left_out i
                where i.practice_id = l.practice_id and i.kind = 'invoice' and i.record = l.document
                  and i.decided_at = l.decided_at);
alter table practice.left_out force row level security;
