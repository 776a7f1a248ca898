-- A loss soon after a recovery is the same trouble: looks go on where they were, and do not begin anew.
alter table house.lost_connection add column recovered_at timestamptz;
create index lost_connection_recovered on house.lost_connection (recovered_at) where recovered_at is not null;

-- What ended long ago is forgotten.
create index notice_ended on practice.notice (practice_id, ended_at);
