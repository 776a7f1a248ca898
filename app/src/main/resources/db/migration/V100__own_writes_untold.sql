-- Writes of ours of which no event came back: proof that a webhook is silent, after the day in which Xero tries again.
alter table house.webhook_unheard add column ours boolean not null default false;
