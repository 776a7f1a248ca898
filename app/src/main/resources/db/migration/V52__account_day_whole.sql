-- A day that was read before it was over tells no balance of its end.
alter table practice.account_day add column whole boolean not null default true;
