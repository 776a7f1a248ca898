-- How many portions of what differed could not be read, one after the other: if none is given it is no record's fault.
alter table practice.whole_pass add column stumbles int not null default 0;
