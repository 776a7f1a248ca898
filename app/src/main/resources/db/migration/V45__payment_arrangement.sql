-- Who pays a client's invoices if nothing else is said, and when those that somebody pays are due.
create table practice.payment_arrangement (
  practice_id uuid not null default house.here(),
  client_id   uuid not null,
  payer_id    uuid check (payer_id <> client_id),
  terms_rule  text check (terms_rule in ('DAYS_AFTER_DATE', 'DAYS_AFTER_MONTH', 'OF_THIS_MONTH', 'OF_NEXT_MONTH')),
  terms_days  int check ((terms_days is null) = (terms_rule is null)),
  primary key (practice_id, client_id),
  foreign key (practice_id, client_id) references practice.client (practice_id, id),
  foreign key (practice_id, payer_id) references practice.client (practice_id, id)
);
create index payment_arrangement_payer on practice.payment_arrangement (practice_id, payer_id) where payer_id is not null;
call house.guard('practice.payment_arrangement');
