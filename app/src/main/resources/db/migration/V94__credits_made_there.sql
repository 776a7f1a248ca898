-- CREDIT: a credit note that was written in the ledger, with something left of it that an invoice here can use.
alter table practice.advance drop constraint advance_sort_check;
alter table practice.advance
  add constraint advance_sort_check check (sort in ('DEPOSIT', 'OVERPAYMENT', 'CREDIT'));
