-- Names that we gave with a number behind them because somebody over there carries the plain one. The
-- number goes again when nobody does any more. The database tidies nothing up by itself: a row goes when
-- the plain name was written.
create table practice.ledger_suffix (
  practice_id uuid not null default house.here(),
  tenant      uuid not null,
  record      uuid not null,
  ledger_id   text not null,
  -- the folded name that is wanted
  wanted_key  text collate "C" not null,
  -- what we wrote instead; a contact that says something else by now was renamed by a person
  given       text not null,
  primary key (practice_id, tenant, record)
);
call house.guard('practice.ledger_suffix');
