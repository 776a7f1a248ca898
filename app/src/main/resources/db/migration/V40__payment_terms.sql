-- When invoices are due, in the four ways that Xero knows; the number counts days or names one.
alter table practice.preferences
  add column payment_terms_rule text not null default 'DAYS_AFTER_DATE'
    check (payment_terms_rule in ('DAYS_AFTER_DATE', 'DAYS_AFTER_MONTH', 'OF_THIS_MONTH', 'OF_NEXT_MONTH'));
