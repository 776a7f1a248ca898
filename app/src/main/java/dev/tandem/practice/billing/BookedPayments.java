package dev.tandem.practice.billing;

import java.util.Collection;
import java.util.Map;

/** What whoever keeps the ledger in step knows of payments that it has. */
public interface BookedPayments {

  /** Where nothing is known of a ledger. */
  BookedPayments NONE = _ -> Map.of();

  /**
   * Why these cannot be taken back there, in whole sentences; those that can are missing. Xero:
   * nothing is deleted in a period that is closed.
   */
  Map<PaymentId, String> staying(Collection<PaymentId> payments);
}
