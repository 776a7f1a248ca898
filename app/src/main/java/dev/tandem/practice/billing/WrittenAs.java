package dev.tandem.practice.billing;

import dev.tandem.practice.setup.Preferences;

/** What becomes of an invoice as soon as it is written. */
public enum WrittenAs {
  /** It stays here, without a number: the ledger does not hear of it. */
  KEPT,
  /** It gets its number and reaches the ledger, owed by nobody until a person approves it. */
  DRAFT,
  /** It gets its number, reaches the ledger approved, and is owed. */
  APPROVED;

  /** As the practice has set it. */
  public static WrittenAs of(Preferences set) {
    return set.invoiceAs() == Preferences.InvoiceAs.DRAFT ? DRAFT : APPROVED;
  }
}
