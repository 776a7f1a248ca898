-- Invoices that the ledger e-mails by itself, where the practice wants that: from their approval here
-- until they are over there and it was asked for, or a person has to look.
alter table practice.mail_choice add column by_itself boolean not null default false;

create table practice.mail_due (
  practice_id uuid not null default house.here(),
  invoice     uuid not null,
  queued_at   timestamptz not null,
  not_before  timestamptz,
  tries       int not null default 0,
  primary key (practice_id, invoice),
  foreign key (practice_id, invoice) references practice.invoice (practice_id, id) on delete cascade
);
call house.guard('practice.mail_due');
