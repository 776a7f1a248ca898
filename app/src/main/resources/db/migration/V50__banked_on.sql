-- A receipt whose day is closed in the books goes to the ledger and the bank with a later date; its payments and
-- the takings of its day stay where they are.
alter table practice.takings_receipt add column banked_on date;
