-- Of which kinds the ledger ever told anything of an organisation: of others it is not silent.
create table house.webhook_told (
  tenant   uuid not null,
  category text not null,
  primary key (tenant, category)
);
insert into house.webhook_told (tenant, category)
select distinct tenant, category from house.delivery
 where tenant is not null and category is not null and body is not null;

-- Of what was met before it was known what kind it is nothing follows.
delete from house.webhook_unheard;
alter table house.webhook_unheard add column category text not null;
