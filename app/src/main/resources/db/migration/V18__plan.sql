-- The plan before the first write, and what it needs to know of the organisation's contacts.

-- The owner of the tables changes rows of all practices here, and only here.
alter table practice.ledger_name no force row level security;
alter table practice.sweep no force row level security;
alter table practice.binding no force row level security;
alter table practice.link no force row level security;
alter table practice.push_batch no force row level security;

-- A copy of the organisation's contacts, ours and strangers', kept current by every reading of them.
-- Folded keys are compared as bytes; what a reading did not carry is null.
alter table practice.ledger_name rename to ledger_contact;
alter table practice.ledger_contact
  -- what the ledger calls its number: the id of a client of ours, or anything that somebody wrote
  add column number    text,
  add column name      text not null default '',
  add column email     text not null default '',
  add column phone     text,
  add column archived  boolean not null default false,
  -- into which contact a person merged this one, once a full reading said so
  add column merged_to text,
  add column match_key text collate "C" not null default '',
  add column loose_key text collate "C" not null default '',
  add column email_key text collate "C" not null default '',
  add column phone_key text collate "C" not null default '',
  add column noted_at  timestamptz;
alter index practice.ledger_name_pkey rename to ledger_contact_pkey;
alter index practice.ledger_name_key rename to ledger_contact_name;
create index ledger_contact_number on practice.ledger_contact (practice_id, tenant, number) where number is not null;
create index ledger_contact_match on practice.ledger_contact (practice_id, tenant, match_key) where match_key <> '';
create index ledger_contact_loose on practice.ledger_contact (practice_id, tenant, loose_key) where loose_key <> '';
create index ledger_contact_email on practice.ledger_contact (practice_id, tenant, email_key) where email_key <> '';
create index ledger_contact_phone on practice.ledger_contact (practice_id, tenant, phone_key) where phone_key <> '';

-- What is known of the contacts so far is their names: the next sweep reads them all once more.
update practice.sweep set watermark = null where kind = 'client';

-- Once per binding: nothing leaves before a person has decided what becomes of whom.
create table practice.ledger_plan (
  practice_id   uuid not null default house.here(),
  binding_id    uuid not null,
  -- open: to be looked at; started: links are being made; decided: our changes may leave
  state         text not null check (state in ('open', 'started', 'decided')),
  -- when the clients were last held against the contacts; null: not yet, or to be done again
  classified_at timestamptz,
  -- who wins where both say something: 'ours' or 'theirs'
  wins          text not null default 'ours' check (wins in ('ours', 'theirs')),
  decided_at    timestamptz,
  decided_by    text,
  primary key (practice_id, binding_id),
  foreign key (practice_id, binding_id) references practice.binding (practice_id, id)
);
-- Organisations to which we have written, or with which we are linked, were decided long ago.
insert into practice.ledger_plan (practice_id, binding_id, state, classified_at, decided_at, decided_by)
select b.practice_id, b.id, 'decided', now(), now(), 'Tandem'
  from practice.binding b
 where exists (select from practice.link l
                where l.practice_id = b.practice_id and l.tenant = b.tenant_id::uuid)
    or exists (select from practice.push_batch p
                where p.practice_id = b.practice_id and p.tenant = b.tenant_id::uuid);
call house.guard('practice.ledger_plan');

-- What the comparison found for each client that is in no link.
create table practice.ledger_match (
  practice_id uuid not null default house.here(),
  tenant      uuid not null,
  client      uuid not null,
  standing    text not null check (standing in ('sure', 'likely', 'none')),
  -- the contact that fits best
  contact     text,
  evidence    text[] not null,
  -- how many other contacts fit, too
  others      int not null,
  -- whether another client fits the same contact
  contested   boolean not null,
  name_key    text collate "C" not null,
  primary key (practice_id, tenant, client)
);
create index ledger_match_standing on practice.ledger_match (practice_id, tenant, standing, name_key, client);
call house.guard('practice.ledger_match');

-- What a person decided for a client: which contact it is, that it is nobody's, or to leave it out.
create table practice.ledger_choice (
  practice_id uuid not null default house.here(),
  tenant      uuid not null,
  client      uuid not null,
  choice      text not null check (choice in ('link', 'create', 'leave')),
  contact     text,
  wins        text not null default 'ours' check (wins in ('ours', 'theirs')),
  -- somebody decided for this one alone: what is said for all does not change it
  singly      boolean not null default false,
  chosen_at   timestamptz not null,
  chosen_by   text not null,
  -- why the link could not be made, in words
  trouble     text,
  primary key (practice_id, tenant, client),
  check ((contact is not null) = (choice = 'link'))
);
create index ledger_choice_link on practice.ledger_choice (practice_id, tenant, client) where choice = 'link';
call house.guard('practice.ledger_choice');

alter table practice.ledger_contact force row level security;
alter table practice.sweep force row level security;
alter table practice.binding force row level security;
alter table practice.link force row level security;
alter table practice.push_batch force row level security;
