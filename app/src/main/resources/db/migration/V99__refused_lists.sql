-- A list that Xero refuses is asked for ever more rarely: how often it was refused in a row, before when it is not asked for again, and why, in words without personal details.
alter table practice.sweep
  add column tries int not null default 0,
  add column not_before timestamptz,
  add column trouble text;
