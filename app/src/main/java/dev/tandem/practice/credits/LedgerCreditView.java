package dev.tandem.practice.credits;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A credit note that was made in the ledger, as far as it settles an invoice of ours.
 *
 * @param date null if the ledger did not tell
 */
public record LedgerCreditView(
    String ledgerId, String number, @Nullable LocalDate date, BigDecimal amount) {

  private static final String UNLISTED = "unlisted";

  /** A deposit or an overpayment: the invoice tells their sum only. */
  static LedgerCreditView unlisted(BigDecimal amount) {
    return new LedgerCreditView(UNLISTED, "", null, amount);
  }

  public boolean isUnlisted() {
    return ledgerId.equals(UNLISTED);
  }

  LedgerCreditView plus(LedgerCreditView other) {
    return new LedgerCreditView(ledgerId, number, date, amount.add(other.amount));
  }

  LedgerCreditView less(BigDecimal known) {
    return new LedgerCreditView(ledgerId, number, date, amount.subtract(known));
  }
}
