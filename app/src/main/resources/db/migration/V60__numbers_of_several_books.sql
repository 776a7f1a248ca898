-- Numbers are unique in one organisation, not in a practice with several; and somebody over there may give one
-- the number that another of ours, not sent yet, has. What is new here still gets one that none has.
drop index practice.invoice_number;
create index invoice_number on practice.invoice (practice_id, number);
