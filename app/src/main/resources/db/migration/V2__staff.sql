-- People who sign in. One person may work for several practices, so who they are belongs to the house;
-- what they did belongs to the practice.
create table house.staff_member (
  id                uuid primary key,
  email             text not null,
  email_key         text not null unique,
  name              text not null check (name <> ''),
  password_hash     text,
  -- Sessions carry the generation they began in; raising it ends all of them.
  generation        int not null default 1,
  created_at        timestamptz not null,
  last_signed_in_at timestamptz
);

create table house.membership (
  practice_id uuid not null references house.practice (id),
  staff_id    uuid not null references house.staff_member (id),
  role        text not null check (role in ('OWNER', 'ADMIN', 'PRACTITIONER', 'RECEPTIONIST', 'BOOKKEEPER')),
  since       timestamptz not null,
  -- Not yet: offered to somebody who has an account already, and gives no access until they accept.
  active      boolean not null,
  -- Hash of the link by which they do, once.
  invitation       bytea unique,
  invitation_until timestamptz,
  primary key (practice_id, staff_id),
  check ((invitation is null) = (invitation_until is null)),
  check (not active or invitation is null)
);
create index membership_of_staff on house.membership (staff_id);

-- A link by which a person chooses a password, once. Only its hash is kept.
create table house.password_link (
  token_hash bytea primary key,
  staff_id   uuid not null references house.staff_member (id),
  expires_at timestamptz not null
);
create index password_link_of_staff on house.password_link (staff_id);

-- Failed sign-ins by what they were tried against (hash of an e-mail, an address or both together).
create table house.sign_in_failures (
  subject  bytea primary key,
  failures int not null,
  until    timestamptz not null
);
create index sign_in_failures_until on house.sign_in_failures (until);

create table house.api_key (
  id           uuid primary key,
  practice_id  uuid not null references house.practice (id),
  name         text not null check (name <> ''),
  -- The first letters of the key, so that people can tell keys apart.
  hint         text not null,
  secret_hash  bytea not null unique,
  role         text not null check (role in ('OWNER', 'ADMIN', 'PRACTITIONER', 'RECEPTIONIST', 'BOOKKEEPER')),
  created_at   timestamptz not null,
  last_used_at timestamptz,
  revoked_at   timestamptz
);
create index api_key_of_practice on house.api_key (practice_id, created_at);

-- What a write by the API was answered, so that the same write again is not done again.
create table practice.answered_request (
  practice_id     uuid not null default house.here(),
  api_key_id      uuid not null,
  idempotency_key text not null,
  request_hash    bytea not null,
  began_at        timestamptz not null,
  -- Null while the first request is still being worked on.
  status          int,
  content_type    text,
  location        text,
  body            bytea,
  primary key (practice_id, api_key_id, idempotency_key)
);
create index answered_request_age on practice.answered_request (practice_id, began_at);
call house.guard('practice.answered_request');

-- Who did what to which record, in words for people. Written once, never changed.
create table practice.trail (
  practice_id uuid not null default house.here(),
  id          uuid not null,
  at          timestamptz not null,
  actor       text not null check (actor in ('STAFF', 'API_KEY', 'SYSTEM')),
  actor_id    uuid,
  actor_name  text not null,
  client_id   uuid,
  kind        text not null,
  record_id   uuid not null,
  action      text not null,
  said        text not null,
  primary key (practice_id, id)
);
create index trail_of_client on practice.trail (practice_id, client_id, at desc) where client_id is not null;
create index trail_of_record on practice.trail (practice_id, kind, record_id, at desc);
call house.guard('practice.trail');
revoke update, delete on practice.trail from ${appRole};
