-- Whose each document is, of all kinds that travel: the client's and the payer's.
create view practice.document_of_client with (security_invoker = true) as
  select 'invoice' as kind, i.id as record, w.client
    from practice.invoice i cross join lateral (values (i.client_id), (i.payer_id)) w (client)
   where i.practice_id = house.here() and w.client is not null
  union all
  select 'credit-note', n.id, w.client
    from practice.credit_note n
    join practice.invoice i on i.practice_id = n.practice_id and i.id = n.invoice_id
   cross join lateral (values (i.client_id), (i.payer_id)) w (client)
   where n.practice_id = house.here() and w.client is not null
  union all
  select 'payment', p.id, w.client
    from practice.payment p
    join practice.invoice i on i.practice_id = p.practice_id and i.id = p.invoice_id
   cross join lateral (values (i.client_id), (i.payer_id)) w (client)
   where p.practice_id = house.here() and w.client is not null
  union all
  select 'advance', a.id, a.client_id from practice.advance a where a.practice_id = house.here()
  union all
  select 'refund', r.id, w.client
    from practice.refund r
    left join practice.credit_note n on n.practice_id = r.practice_id and n.id = r.credit_note_id
    left join practice.invoice i on i.practice_id = n.practice_id and i.id = n.invoice_id
    left join practice.advance a on a.practice_id = r.practice_id and a.id = r.advance_id
   cross join lateral (values (i.client_id), (i.payer_id), (a.client_id)) w (client)
   where r.practice_id = house.here() and w.client is not null;
