package dev.tandem.practice.setup;

/**
 * How the practice likes to work.
 *
 * @param invoiceOn when an appointment's invoice is made
 * @param invoiceAs how it reaches the ledger; a draft waits there until a person approves it, and
 *     cannot be paid before
 * @param paymentTerms when an invoice is due
 * @param invoicePrefix what invoice numbers begin with, for instance {@code INV-}
 */
public record Preferences(
    InvoiceOn invoiceOn, InvoiceAs invoiceAs, PaymentTerms paymentTerms, String invoicePrefix) {

  /** The moment an invoice is made. */
  public enum InvoiceOn {
    /** When the appointment is completed. */
    COMPLETION,
    /** When a person presses the button. */
    BUTTON
  }

  /** The state an invoice begins in. */
  public enum InvoiceAs {
    APPROVED,
    DRAFT
  }
}
