-- What somebody wrote into a credit note over there is shown here: its reference, where it is not ours any more.
alter table practice.credit_note add column reference text;

-- A ledger takes any total that is not below nothing.
alter table practice.credit_note drop constraint credit_note_total_check;
alter table practice.credit_note add constraint credit_note_total_check check (total >= 0);

-- Numbers are unique in one organisation, not in a practice with several; and somebody over there may give one
-- the number that another of ours, not sent yet, has. What is new here still gets one that none has.
drop index practice.credit_note_number;
create index credit_note_number on practice.credit_note (practice_id, number);
