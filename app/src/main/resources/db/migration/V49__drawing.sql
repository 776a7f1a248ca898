-- An advance is used for invoices and given back as a credit note is: each part is of the one or the other.
alter table practice.allocation alter column credit_note_id drop not null;
alter table practice.allocation add column advance_id uuid;
alter table practice.allocation add foreign key (practice_id, advance_id)
  references practice.advance (practice_id, id);
alter table practice.allocation add check (num_nonnulls(credit_note_id, advance_id) = 1);
create index allocation_of_advance on practice.allocation (practice_id, advance_id);

alter table practice.refund alter column credit_note_id drop not null;
alter table practice.refund add column advance_id uuid;
alter table practice.refund add foreign key (practice_id, advance_id)
  references practice.advance (practice_id, id);
alter table practice.refund add check (num_nonnulls(credit_note_id, advance_id) = 1);
create index refund_of_advance on practice.refund (practice_id, advance_id);
