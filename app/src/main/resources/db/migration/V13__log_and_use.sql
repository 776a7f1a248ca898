-- Why a call failed, in words for the people of the practice.
alter table practice.sync_log add column message text;
create index sync_log_operation on practice.sync_log (practice_id, operation, at desc);
create index sync_log_tenant on practice.sync_log (practice_id, tenant, at desc);

-- Calls and bytes of an organisation by day. In UTC, because the ledger counts months so.
create table practice.ledger_use (
  practice_id uuid not null default house.here(),
  tenant      uuid not null,
  day         date not null,
  calls       int not null,
  bytes       bigint not null,
  primary key (practice_id, tenant, day)
);
call house.guard('practice.ledger_use');

-- What the log knows of this month and before. Row-level security binds this, too: practice by practice.
do $$
declare
  one uuid;
begin
  for one in select id from house.practice loop
    perform set_config('app.practice_id', one::text, true);
    insert into practice.ledger_use (tenant, day, calls, bytes)
    select tenant, (at at time zone 'UTC')::date, count(*), sum(bytes)
      from practice.sync_log group by 1, 2;
  end loop;
  perform set_config('app.practice_id', '', true);
end $$;
