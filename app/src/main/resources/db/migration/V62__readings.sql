-- The lane's count of the latest call whose reading of the record was taken, and when that was: of two readings
-- under way the older must not come last.
alter table practice.link add column read_seq bigint not null default 0;
alter table practice.link add column read_at timestamptz;

-- What could not be taken is tried again, later each time; at last a person is asked.
alter table house.delivery add column tries int not null default 0;
alter table house.delivery add column last_error text;
alter table house.delivery add column dead_at timestamptz;
