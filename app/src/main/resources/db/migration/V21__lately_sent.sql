-- What was sent within the last minute is asked before each reading that is due.
create index push_batch_lately on practice.push_batch (practice_id, tenant, prepared_at);
