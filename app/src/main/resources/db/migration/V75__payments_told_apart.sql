-- What somebody answered when a payment looked like money that was known already, so that it is asked once.
create table practice.twin_answer (
  practice_id uuid not null default house.here() references house.practice (id),
  -- The payment, which is not there if it was the same money and nothing was recorded.
  payment_id  uuid not null,
  -- The payment or deposit that it looked like, as payment:id or deposit:id.
  twin        text not null,
  same        boolean not null,
  answered_at timestamptz not null,
  primary key (practice_id, payment_id, twin)
);
call house.guard('practice.twin_answer');
