-- How often the reading of a portion failed that this was part of: it is asked for in smaller ones then.
alter table practice.difference add column tries int not null default 0;

-- A person wants Xero asked for each record that its list of all lacked, however many that are.
alter table practice.whole_pass add column ask_missing boolean not null default false;
