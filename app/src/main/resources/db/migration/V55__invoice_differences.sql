-- An invoice that charges what another one should have charged besides. It was known by its reference until now,
-- which anybody may edit.
create table practice.invoice_difference (
  practice_id  uuid not null default house.here() references house.practice (id),
  invoice_id   uuid not null,
  corrected_id uuid not null,
  primary key (practice_id, invoice_id),
  foreign key (practice_id, invoice_id) references practice.invoice (practice_id, id),
  foreign key (practice_id, corrected_id) references practice.invoice (practice_id, id)
);
create index invoice_difference_of on practice.invoice_difference (practice_id, corrected_id);

-- A reference may fit two numbers (INV-1, INV-1:2): the longest is what it says.
alter table practice.invoice no force row level security;
insert into practice.invoice_difference (practice_id, invoice_id, corrected_id)
select distinct on (more.practice_id, more.id) more.practice_id, more.id, of.id
  from practice.invoice more
  join practice.invoice of
    on of.practice_id = more.practice_id and of.client_id = more.client_id
   and (more.reference = 'Correction of ' || of.number
        or starts_with(more.reference, 'Correction of ' || of.number || ':'))
 order by more.practice_id, more.id, length(of.number) desc, of.id;
alter table practice.invoice force row level security;
call house.guard('practice.invoice_difference');
