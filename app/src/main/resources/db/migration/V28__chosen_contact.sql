-- Each line of the plan asks whether its contact was chosen for another client.
create index ledger_choice_contact on practice.ledger_choice (practice_id, tenant, contact) where choice = 'link';
