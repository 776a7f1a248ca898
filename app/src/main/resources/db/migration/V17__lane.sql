-- Pacing by what the ledger tells: whether the minute's end is known or guessed, until when the day's
-- window lasts at the latest, and when the ledger last said what is left of it.
alter table house.lane
  add column minute_sure boolean not null default false,
  add column day_ends    timestamptz,
  add column day_told_at timestamptz,
  -- Calls of the present turn that are under way, and one beside it until then: five at once in all.
  add column in_flight   int not null default 0,
  add column guest_until timestamptz,
  -- When the ledger last gave a usable answer, whatever it said.
  add column answered_at timestamptz;

-- What was believed of a day without an end would hold for ever. Circuits stood for push and pull as a
-- whole; they are kept for each kind of record now.
update house.lane set day_left = null, circuit = '{}';

-- One organisation has one lane in use, whichever app reaches it.
create unique index lane_one_per_organisation on house.lane (split_part(app, '/', 1), tenant) where not retired;
