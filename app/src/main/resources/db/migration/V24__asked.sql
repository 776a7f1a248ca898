-- Nobody knows whether the ledger has a record already: what it shows may be what a lost call of ours
-- made, or somebody else's. Such a row is held with a question, and is never sent before it was looked
-- again. Since when that may have been made: when the lost call was prepared.
alter table practice.pending_push add column asked_since timestamptz;
-- By the ledger's ids, what the question was about.
alter table practice.pending_push add column asked_about text[] not null default '{}';
-- Whether a person said that those are others.
alter table practice.pending_push add column asked_answered boolean not null default false;

-- What is held with such a question already, of any practice: the lost call was prepared after that.
alter table practice.pending_push no force row level security;
update practice.pending_push set asked_since = queued_at
 where held like 'Xero shows a payment of the same amount%'
    or held like 'Xero has an invoice of the same client, day%'
    or held like 'Xero has this record twice%';
alter table practice.pending_push force row level security;

-- How often writing down what became of a call failed in itself.
alter table practice.push_batch add column failures int not null default 0;

-- Which node works on a request that has not come to an end: once that is dead the key is free again.
alter table practice.answered_request add column node uuid;
