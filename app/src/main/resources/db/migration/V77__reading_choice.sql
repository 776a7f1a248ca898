-- How often the practice has an organisation read, and from which hour of its own clock on everything is compared.
create table practice.reading_choice (
  practice_id   uuid not null default house.here(),
  tenant        uuid not null,
  every_minutes int not null check (every_minutes > 0),
  whole_hour    int not null check (whole_hour between 0 and 23),
  primary key (practice_id, tenant)
);
call house.guard('practice.reading_choice');
