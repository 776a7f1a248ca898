-- Since when an organisation's ledger cannot be reached, how often that was tried, and when bulk work
-- tries again: later each time, whichever node has the lane.
alter table house.lane
  add column outage_since timestamptz,
  add column outage_tries int not null default 0,
  add column outage_until timestamptz;
