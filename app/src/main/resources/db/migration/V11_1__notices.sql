-- Words of mails are kept as first sent: a carrier recognises a repeated mail by its bytes.
-- Something that people who may act on it have to know: one open notice for a cause.
create table practice.notice (
  practice_id uuid not null default house.here(),
  id          uuid not null,
  -- what it is about, for the machine: connection/<id>
  cause       text not null,
  -- the permission whose holders are told
  concerns    text not null,
  title       text not null,
  body        text not null,
  -- where one acts
  path        text not null,
  -- raised anew with each text; 1 is the first
  revision    int not null,
  raised_at   timestamptz not null,
  changed_at  timestamptz not null,
  ended_at    timestamptz,
  primary key (practice_id, id)
);
create unique index one_open_notice on practice.notice (practice_id, cause) where ended_at is null;
create index notice_newest on practice.notice (practice_id, raised_at desc);
call house.guard('practice.notice');

-- Who was mailed which revision of a notice, and how that went.
create table practice.notice_mail (
  practice_id uuid not null default house.here(),
  notice_id   uuid not null,
  revision    int not null,
  staff_id    uuid not null references house.staff_member (id) on delete cascade,
  subject     text not null,
  body        text not null,
  state       text not null check (state in ('waiting', 'sent', 'failed', 'withheld')),
  attempts    int not null,
  problem     text,
  settled_at  timestamptz,
  primary key (practice_id, notice_id, revision, staff_id),
  foreign key (practice_id, notice_id) references practice.notice (practice_id, id) on delete cascade
);
call house.guard('practice.notice_mail');

-- Who does not want such mails; nobody's choice is yes.
create table practice.notice_choice (
  practice_id uuid not null default house.here(),
  staff_id    uuid not null references house.staff_member (id) on delete cascade,
  by_mail     boolean not null,
  primary key (practice_id, staff_id)
);
call house.guard('practice.notice_choice');
