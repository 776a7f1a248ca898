-- The ledger's time of change up to which we knew the record when our last write arrived: what somebody
-- changed there between the two, our write may have overtaken unseen.
alter table practice.link add column known_before timestamptz;
-- The ledger's time of that write. A payment moves wrote_at of its invoice later on, and overtakes nothing.
alter table practice.link add column known_until timestamptz;
