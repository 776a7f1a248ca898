-- Who pays an invoice where that is not the client it is for.
alter table practice.invoice
  add column payer_id uuid,
  add foreign key (practice_id, payer_id) references practice.client (practice_id, id);
create index invoice_payer on practice.invoice (practice_id, payer_id, issued_on) where payer_id is not null;
