-- Set in the transaction that does the write: whoever comes for a key whose answer was lost sees that it was done.
alter table practice.answered_request add column done_at timestamptz;
