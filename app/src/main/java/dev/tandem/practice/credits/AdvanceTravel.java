package dev.tandem.practice.credits;

import dev.tandem.practice.billing.InvoiceId;

/** What whoever keeps the ledger in step knows of credits on their way there. */
public interface AdvanceTravel {

  /**
   * Whether the ledger has it, or may have it: it is on its way, or its fate is not known. Nothing
   * of it is sent before the end of the transaction if it is not.
   */
  boolean begun(AdvanceId advance);

  /** Whether both are kept, or will be, in the same books: no other invoice there can use it. */
  boolean together(CreditSource credit, InvoiceId invoice);
}
