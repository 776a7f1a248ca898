-- Calls that a former turn left under way, as a killed or frozen process does, and until when they and
-- the present turn's may last: five at once in all, whoever makes them.
alter table house.lane
  add column turn_until   timestamptz,
  add column former       int not null default 0,
  add column former_until timestamptz;
