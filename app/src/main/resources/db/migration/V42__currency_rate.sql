-- What one unit of the ledger's own currency is worth in the invoice's; null: the ledger's own rate.
alter table practice.invoice
  add column currency_rate numeric(12, 6) check (currency_rate > 0);
