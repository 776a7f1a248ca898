-- The signing key before, believed besides while the ledger changes from one to the other; sealed as well.
alter table house.custom_app add column webhook_key_before text;
alter table house.custom_app add check (webhook_key is not null or webhook_key_before is null);

-- What was dealt with long ago is looked for by when that was.
create index delivery_done on house.delivery (done_at) where done_at is not null;
