-- What was agreed before a person decided, as long as that can be taken back.
alter table practice.conflict
  add column undoable    boolean not null default false,
  add column undo_ours   text,
  add column undo_theirs text;
create index conflict_undoable on practice.conflict (practice_id, closed_at) where undoable;
