-- The ledger's time of change up to which we knew the record when our last write arrived: what somebody
-- changed there between the two, our write may have overtaken unseen.
alter table practice.link add column known_before timestamptz;
