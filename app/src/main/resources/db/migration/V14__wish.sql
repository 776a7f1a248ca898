-- Where an invoice is to wait as soon as the call is over that may be putting it into other books: its
-- location was changed, or got another organisation, while it was under way.
alter table practice.pending_push add column wish uuid;
create index pending_push_wish on practice.pending_push (practice_id, kind, record) where wish is not null;
