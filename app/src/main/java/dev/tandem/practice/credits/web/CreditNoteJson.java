package dev.tandem.practice.credits.web;

import dev.tandem.practice.credits.AllocationView;
import dev.tandem.practice.credits.CreditNoteView;
import dev.tandem.practice.credits.RefundView;
import dev.tandem.shared.LedgerSides;
import dev.tandem.shared.RecordRef;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/**
 * A credit note in the API. Amounts have two decimals and are in its currency.
 *
 * @param status {@code APPROVED} while something of it is left, {@code PAID} when all is used,
 *     {@code VOIDED}
 * @param purpose {@code CREDIT}, {@code WRITE_OFF} or {@code CORRECTION}
 * @param invoice that it was written for
 * @param remaining neither used for an invoice nor given back
 * @param ledger its side in the ledger; null where there is none
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
    List<Refund> refunds,
    LedgerSides.@Nullable Side ledger) {

  /**
   * A part of it that settles an invoice.
   *
   * @param invoice null if it is none of ours
   * @param amount in the currency of what it is a part of
   * @param fromLedger whether somebody did it there
   * @param ledger its side in the ledger; null where there is none
   */
  record Allocation(
      UUID id,
      @Nullable UUID invoice,
      LocalDate date,
      BigDecimal amount,
      boolean fromLedger,
      LedgerSides.@Nullable Side ledger) {

    static List<Allocation> of(List<AllocationView> all, Map<RecordRef, LedgerSides.Side> sides) {
      return all.stream()
          .filter(it -> !it.removed())
          .map(
              it ->
                  new Allocation(
                      it.id().value(),
                      it.invoice() == null ? null : it.invoice().value(),
                      it.date(),
                      it.amount(),
                      it.fromLedger(),
                      sides.get(ref(it))))
          .toList();
    }
  }

  /**
   * @param amount in the currency of what it is a part of
   * @param fromLedger whether somebody did it there
   * @param ledger its side in the ledger; null where there is none
   */
  record Refund(
      UUID id,
      LocalDate date,
      BigDecimal amount,
      String method,
      boolean fromLedger,
      LedgerSides.@Nullable Side ledger) {

    static List<Refund> of(List<RefundView> all, Map<RecordRef, LedgerSides.Side> sides) {
      return all.stream()
          .filter(it -> !it.removed())
          .map(
              it ->
                  new Refund(
                      it.id().value(),
                      it.date(),
                      it.amount(),
                      it.method().name(),
                      it.fromLedger(),
                      sides.get(ref(it))))
          .toList();
    }
  }

  static RecordRef ref(CreditNoteView it) {
    return new RecordRef("credit-note", it.id().value());
  }

  private static RecordRef ref(AllocationView it) {
    return new RecordRef("allocation", it.id().value());
  }

  private static RecordRef ref(RefundView it) {
    return new RecordRef("refund", it.id().value());
  }

  /** What of parts can have a side in the ledger. */
  static Stream<RecordRef> parts(List<AllocationView> allocations, List<RefundView> refunds) {
    return Stream.concat(
        allocations.stream().filter(it -> !it.removed()).map(CreditNoteJson::ref),
        refunds.stream().filter(it -> !it.removed()).map(CreditNoteJson::ref));
  }

  /** All of them, with their sides in the ledger asked for at once. */
  static List<CreditNoteJson> of(List<CreditNoteView> notes, ObjectProvider<LedgerSides> ledger) {
    var sides =
        LedgerSides.of(
            ledger,
            notes.stream()
                .flatMap(
                    it -> Stream.concat(Stream.of(ref(it)), parts(it.allocations(), it.refunds())))
                .toList());
    return notes.stream().map(it -> of(it, sides)).toList();
  }

  private static CreditNoteJson of(CreditNoteView it, Map<RecordRef, LedgerSides.Side> sides) {
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
        Allocation.of(it.allocations(), sides),
        Refund.of(it.refunds(), sides),
        sides.get(ref(it)));
  }
}
