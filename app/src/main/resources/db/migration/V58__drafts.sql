-- What drafts name of the ledger's is looked at with each page of the ledger; they are few.
create index invoice_draft on practice.invoice (practice_id, id) where status = 'DRAFT';
