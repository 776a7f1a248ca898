-- The organisations that a webhook tells of where it does not tell of all, as a custom connection's: noted
-- while its key is in use, because what it did not tell may be found later. Null: all that have no key of their own.
alter table house.webhook_numbers add column tenants uuid[];
