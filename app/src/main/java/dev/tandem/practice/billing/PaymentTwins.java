package dev.tandem.practice.billing;

/**
 * Whoever keeps the ledger in step has it looked for money that came in unseen. Without an open
 * transaction.
 */
public interface PaymentTwins {

  /** Where there is no ledger, or none that could be asked. */
  PaymentTwins NONE = _ -> {};

  /**
   * What the ledger has of this invoice is known as of a moment ago after this, unless the ledger
   * cannot be asked that fast: nobody who takes money waits for it longer than a few seconds.
   */
  void freshen(InvoiceId invoice);
}
