-- Whatever keeps a server from telling its identifier (its privileges, a managed service of its own
-- making), the first part is empty then: it is never an error, and never unknown.
create or replace function house.database_identity() returns text language plpgsql stable as $$
declare
  server text;
begin
  begin
    select system_identifier::text into server from pg_control_system();
  exception when others then
    server := null;
  end;
  return coalesce(server, '') || '/' || (select oid from pg_database where datname = current_database());
end $$;
