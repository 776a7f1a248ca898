-- What a line carries besides price and tax: an item of the ledger, at most two tracking options and a
-- discount, in percent or as an amount.
alter table practice.invoice_line
  add column item_code       text not null default '',
  add column discount_rate   numeric(7, 4) check (discount_rate > 0 and discount_rate <= 100),
  add column discount_amount numeric(14, 2) check (discount_amount > 0),
  -- [{"categoryId", "category", "optionId", "option"}], as the ledger names them.
  add column tracking        jsonb not null default '[]',
  add constraint one_discount check (num_nonnulls(discount_rate, discount_amount) < 2);

-- Prices that no tax comes to.
alter table practice.invoice drop constraint invoice_line_amounts_check;
alter table practice.invoice
  add constraint invoice_line_amounts_check check (line_amounts in ('EXCLUSIVE', 'INCLUSIVE', 'NO_TAX'));
