-- Bank accounts in the ledger that have to come back to zero, and what they came to day by day. Amounts are
-- in the account's own currency.
create table practice.clearing_account (
  practice_id uuid not null default house.here(),
  tenant      uuid not null,
  ledger_id   text not null,
  chosen_at   timestamptz not null,
  chosen_by   text not null,
  primary key (practice_id, tenant, ledger_id)
);
call house.guard('practice.clearing_account');

-- As the ledger had it when it was read; a day that is not over yet is read again.
create table practice.account_day (
  practice_id uuid not null default house.here(),
  tenant      uuid not null,
  ledger_id   text not null,
  day         date not null,
  opening     numeric(18, 2) not null,
  received    numeric(18, 2) not null,
  spent       numeric(18, 2) not null,
  closing     numeric(18, 2) not null,
  read_at     timestamptz not null,
  primary key (practice_id, tenant, ledger_id, day)
);
call house.guard('practice.account_day');

create table practice.balance_reading (
  practice_id uuid not null default house.here(),
  tenant      uuid not null,
  -- the last whole day that was read
  through     date,
  -- somebody wants to know at once
  asked_at    timestamptz,
  not_before  timestamptz,
  primary key (practice_id, tenant)
);
call house.guard('practice.balance_reading');
