-- The diary. The extension compares uuid under gist; it is a trusted one, so its owner needs no superuser.
create extension if not exists btree_gist with schema house;

create table practice.appointment (
  practice_id     uuid not null default house.here() references house.practice (id),
  id              uuid not null,
  client_id       uuid not null,
  service_id      uuid not null,
  practitioner_id uuid not null,
  location_id     uuid not null,
  starts_at       timestamptz not null,
  ends_at         timestamptz not null,
  reason          text not null default '',
  status          text not null check (status in ('BOOKED', 'COMPLETED', 'CANCELLED', 'NO_SHOW')),
  status_reason   text not null default '',
  -- What billing says of it; null and NONE until an invoice that stands charges for it.
  invoice_id      uuid,
  billing         text not null default 'NONE' check (billing in ('NONE', 'DRAFT', 'DUE', 'PAID')),
  booked_at       timestamptz not null,
  changed_at      timestamptz not null,
  primary key (practice_id, id),
  foreign key (practice_id, client_id) references practice.client (practice_id, id),
  foreign key (practice_id, service_id) references practice.service (practice_id, id),
  foreign key (practice_id, practitioner_id) references practice.practitioner (practice_id, id),
  foreign key (practice_id, location_id) references practice.location (practice_id, id),
  constraint appointment_has_length check (ends_at > starts_at and ends_at <= starts_at + interval '24 hours'),
  -- Two clerks at once: the second is refused here, whatever each of them saw before.
  constraint practitioner_is_free exclude using gist
    (practice_id with =, practitioner_id with =, tstzrange(starts_at, ends_at) with &&)
    where (status in ('BOOKED', 'COMPLETED'))
);
create index appointment_start on practice.appointment (practice_id, starts_at);
create index appointment_client on practice.appointment (practice_id, client_id, starts_at);
create index appointment_uninvoiced on practice.appointment (practice_id, starts_at)
  where status = 'COMPLETED' and invoice_id is null;
call house.guard('practice.appointment');
