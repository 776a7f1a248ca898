package dev.tandem.practice.credits.web;

import dev.tandem.practice.credits.AllocationView;
import dev.tandem.practice.credits.CreditNoteView;
import dev.tandem.practice.credits.RefundView;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A credit note in the API. Amounts have two decimals and are in its currency.
 *
 * @param status {@code APPROVED} while something of it is left, {@code PAID} when all is used,
 *     {@code VOIDED}
 * @param purpose {@code CREDIT}, {@code WRITE_OFF} or {@code CORRECTION}
 * @param invoice that it was written for
 * @param remaining neither used for an invoice nor given back
 */
record CreditNoteJson(
    UUID id,
    String number,
    String status,
    String purpose,
    UUID invoice,
    LocalDate date,
    String currency,
    String reason,
    BigDecimal total,
    BigDecimal tax,
    BigDecimal remaining,
    List<Allocation> allocations,
    List<Refund> refunds) {

  /**
   * A part of it that settles an invoice.
   *
   * @param invoice null if it is none of ours
   */
  record Allocation(UUID id, @Nullable UUID invoice, LocalDate date, BigDecimal amount) {

    static Allocation of(AllocationView it) {
      return new Allocation(
          it.id().value(),
          it.invoice() == null ? null : it.invoice().value(),
          it.date(),
          it.amount());
    }
  }

  record Refund(UUID id, LocalDate date, BigDecimal amount, String method) {

    static Refund of(RefundView it) {
      return new Refund(it.id().value(), it.date(), it.amount(), it.method().name());
    }
  }

  static CreditNoteJson of(CreditNoteView it) {
    return new CreditNoteJson(
        it.id().value(),
        it.number(),
        it.status().name(),
        it.purpose().name(),
        it.invoice().value(),
        it.date(),
        it.currency(),
        it.reason(),
        it.total(),
        it.tax(),
        it.remaining(),
        it.allocations().stream().filter(one -> !one.removed()).map(Allocation::of).toList(),
        it.refunds().stream().filter(one -> !one.removed()).map(Refund::of).toList());
  }
}
