package dev.tandem.practice.billing;

/**
 * Where an invoice stands. Overdue is not a status: it is approved, unpaid and past its due date.
 */
public enum InvoiceStatus {
  /** Being written; nobody owes anything yet and it cannot be paid. */
  DRAFT,
  /** Owed by the client, in full or what is left of it. */
  APPROVED,
  /** Nothing is left to pay. Removing a payment makes it approved again. */
  PAID,
  /** Cancelled for good; the number stays used. */
  VOIDED
}
