-- Xero lists deposits in two places: in which of them a comparison of everything is, from 0.
alter table practice.whole_pass add column part int not null default 0;
-- How far apart accounts and tax rates are read, the rest of what books are made of half as often; null where it was never chosen.
alter table practice.reading_choice add column reference_minutes int check (reference_minutes > 0);
