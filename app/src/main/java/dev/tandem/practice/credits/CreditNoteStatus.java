package dev.tandem.practice.credits;

/** How a credit note stands. */
public enum CreditNoteStatus {
  /** Something of it is left. */
  APPROVED,
  /** All of it settles invoices or was given back. */
  PAID,
  /** It does not count. */
  VOIDED
}
