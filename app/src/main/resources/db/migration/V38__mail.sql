-- Invoices that the ledger e-mailed at somebody's wish. Nothing over there tells afterwards whether one
-- went, so each is written down before it is asked for and never asked for twice.
create table practice.ledger_mail (
  practice_id uuid not null default house.here(),
  id          uuid not null,
  invoice     uuid not null,
  tenant      uuid not null,
  at          timestamptz not null,
  by_name     text not null,
  recipients  text[] not null,
  state       text not null check (state in ('sending', 'sent', 'not sent', 'unknown')),
  problem     text,
  settled_at  timestamptz,
  -- a person looked over there after an unknown outcome, or sent it again
  cleared     boolean not null default false,
  primary key (practice_id, id),
  foreign key (practice_id, invoice) references practice.invoice (practice_id, id) on delete cascade
);
create index ledger_mail_of_invoice on practice.ledger_mail (practice_id, invoice, at desc);
create unique index one_mail_under_way on practice.ledger_mail (practice_id, invoice) where state = 'sending';
call house.guard('practice.ledger_mail');

-- Where the client sees the invoice over there. It stays the same for good, so it is asked for once.
create table practice.online_invoice (
  practice_id uuid not null default house.here(),
  invoice     uuid not null,
  tenant      uuid not null,
  url         text not null,
  primary key (practice_id, invoice, tenant),
  foreign key (practice_id, invoice) references practice.invoice (practice_id, id) on delete cascade
);
call house.guard('practice.online_invoice');

-- Whether invoices are e-mailed through the ledger; nobody's choice is yes.
create table practice.mail_choice (
  practice_id    uuid primary key default house.here(),
  through_ledger boolean not null
);
call house.guard('practice.mail_choice');
