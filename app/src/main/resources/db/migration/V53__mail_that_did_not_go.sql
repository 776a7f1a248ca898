-- Who waited for an e-mail saw what became of it. One that was sent by itself was waited for by nobody:
-- if it did not go, somebody has to be told.
alter table practice.ledger_mail add column by_itself boolean not null default false;
create index ledger_mail_in_trouble on practice.ledger_mail (practice_id, at)
  where not cleared and state in ('not sent', 'unknown', 'sending');
