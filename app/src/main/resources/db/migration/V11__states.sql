-- What a person says when suspending a connection.
alter table practice.binding add column suspended_because text;

-- Bindings that need attention, over all practices, and when to look at each again. Ids only.
create table house.lost_connection (
  binding_id   uuid primary key,
  practice_id  uuid not null references house.practice (id) on delete cascade,
  looks        int not null,
  next_look_at timestamptz not null
);
create index lost_connection_due on house.lost_connection (next_look_at);

-- Which of those that are bound are lost is known to their practices alone: each gets one look.
insert into house.lost_connection (binding_id, practice_id, looks, next_look_at)
select binding_id, practice_id, 0, now() from house.organisation_route;
