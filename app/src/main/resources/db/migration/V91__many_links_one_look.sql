-- Whoever is linked one after the other is looked for together: not before the last of them is a little while ago,
-- and not later than a while after the first, when that was wanted.
alter table practice.first_look add column not_before timestamptz;
alter table practice.first_look add column wanted_at timestamptz;
