package dev.tandem.practice.billing;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A payment as others see it.
 *
 * @param fromLedger it was recorded over there and travelled here
 * @param ledgerId the ledger's id of it, once known
 * @param removed it no longer counts and is kept for the story
 */
public record PaymentView(
    PaymentId id,
    InvoiceId invoice,
    LocalDate date,
    BigDecimal amount,
    PaymentMethod method,
    String reference,
    @Nullable String accountCode,
    boolean fromLedger,
    @Nullable String ledgerId,
    boolean removed,
    Instant takenAt) {

  static PaymentView of(PaymentId id, InvoiceId invoice, LedgerPayment told, Instant now) {
    return new PaymentView(
        id,
        invoice,
        told.date(),
        told.amount(),
        PaymentMethod.LEDGER,
        told.reference(),
        told.accountCode(),
        true,
        told.ledgerId(),
        false,
        now);
  }

  /** Whether somebody said just this of it. */
  boolean isOf(PaymentDetails said) {
    return date.equals(said.date())
        && amount.compareTo(said.amount()) == 0
        && method == said.method()
        && reference.equals(said.reference().strip())
        && Objects.equals(accountCode, said.accountCode());
  }

  /** One of ours that only the ledger remembers, without the means by which it came. */
  static PaymentView takenHere(PaymentId id, InvoiceId invoice, LedgerPayment told, Instant now) {
    return new PaymentView(
        id,
        invoice,
        told.date(),
        told.amount(),
        PaymentMethod.OTHER,
        told.reference(),
        told.accountCode(),
        false,
        told.ledgerId(),
        false,
        now);
  }

  /**
   * Whether it is what the ledger tells; reference and day are ours if we took the payment. Xero
   * never changes a payment, and one that is banked with others has the day of their sum there.
   */
  boolean says(LedgerPayment told) {
    return !removed
        && (!fromLedger || date.equals(told.date()))
        && amount.compareTo(told.amount()) == 0;
  }

  /** Whether the ledger tells where it went, which was not known so far. */
  boolean learns(LedgerPayment told) {
    return fromLedger && accountCode == null && told.accountCode() != null;
  }

  PaymentView in(@Nullable String account) {
    return new PaymentView(
        id,
        invoice,
        date,
        amount,
        method,
        reference,
        account,
        fromLedger,
        ledgerId,
        removed,
        takenAt);
  }

  PaymentView as(LedgerPayment told) {
    return new PaymentView(
        id,
        invoice,
        fromLedger ? told.date() : date,
        told.amount(),
        method,
        reference,
        accountCode,
        fromLedger,
        ledgerId,
        false,
        takenAt);
  }

  PaymentView on(LocalDate day) {
    return new PaymentView(
        id,
        invoice,
        day,
        amount,
        method,
        reference,
        accountCode,
        fromLedger,
        ledgerId,
        removed,
        takenAt);
  }

  /** The ledger has lost it, and nobody there says any more how the money came in. */
  PaymentView ofHere() {
    return new PaymentView(
        id,
        invoice,
        date,
        amount,
        PaymentMethod.OTHER,
        reference,
        accountCode,
        false,
        null,
        removed,
        takenAt);
  }

  PaymentView asRemoved() {
    return new PaymentView(
        id,
        invoice,
        date,
        amount,
        method,
        reference,
        accountCode,
        fromLedger,
        ledgerId,
        true,
        takenAt);
  }

  PaymentView knownAs(@Nullable String theirId) {
    return new PaymentView(
        id,
        invoice,
        date,
        amount,
        method,
        reference,
        accountCode,
        fromLedger,
        theirId,
        removed,
        takenAt);
  }
}
