package dev.tandem.practice.billing;

import java.util.Optional;

/** Payments that were counted with their day: what was counted stands. */
public interface CountedPayments {

  /** Why this payment cannot get another day, and what to do, in words; empty if it can. */
  Optional<String> keepsItsDay(PaymentId payment);
}
