-- Made or changed, in the ledger's word.
alter table house.delivery add column event_type text;

-- One row per call of the ledger that told us anything, written with its events. The ledger numbers its events; by the
-- numbers one sees what never arrived. A call that is repeated has a row each time.
create table house.webhook_delivery (
  id          bigint generated always as identity,
  provider    text not null,
  -- the fingerprint of the key that proved it: each webhook of the ledger counts by itself
  via         text not null,
  received_at timestamptz not null,
  first_seq   bigint not null,
  last_seq    bigint not null,
  events      int not null,
  unreadable  int not null,
  -- the only index, filled at its end: an accept stays cheap
  primary key (received_at, id)
);
