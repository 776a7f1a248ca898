package dev.tandem.practice.credits.web;

import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.credits.AdvanceView;
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
 * A client's money that no invoice owed when it came in. Amounts have two decimals and are in its
 * currency.
 *
 * @param sort {@code DEPOSIT}, {@code OVERPAYMENT} or {@code CREDIT}, a credit note that was
 *     written in the ledger
 * @param invoice that was paid more than it owed; null for a deposit
 * @param location where it was taken; null of no location
 * @param method {@code LEDGER} if it was recorded there
 * @param remaining neither used for an invoice nor given back
 * @param removed taken back here, or voided in the ledger: it does not count
 * @param allocations what invoices use of it
 * @param ledger its side in the ledger; null where there is none
 */
record DepositJson(
    UUID id,
    String sort,
    UUID client,
    @Nullable UUID invoice,
    @Nullable UUID location,
    LocalDate date,
    String currency,
    BigDecimal amount,
    String method,
    String reference,
    BigDecimal remaining,
    boolean removed,
    List<CreditNoteJson.Allocation> allocations,
    List<CreditNoteJson.Refund> refunds,
    LedgerSides.@Nullable Side ledger) {

  private static RecordRef ref(AdvanceView it) {
    return new RecordRef("advance", it.id().value());
  }

  /** All of them, with their sides in the ledger asked for at once. */
  static List<DepositJson> of(List<AdvanceView> all, ObjectProvider<LedgerSides> ledger) {
    var sides =
        LedgerSides.of(
            ledger,
            all.stream()
                .flatMap(
                    it ->
                        Stream.concat(
                            Stream.of(ref(it)),
                            CreditNoteJson.parts(it.allocations(), it.refunds())))
                .toList());
    return all.stream().map(it -> of(it, sides)).toList();
  }

  private static DepositJson of(AdvanceView it, Map<RecordRef, LedgerSides.Side> sides) {
    InvoiceId invoice = it.invoice();
    return new DepositJson(
        it.id().value(),
        it.sort().name(),
        it.client().value(),
        invoice == null ? null : invoice.value(),
        it.location() == null ? null : it.location().value(),
        it.date(),
        it.currency(),
        it.amount(),
        it.method().name(),
        it.reference(),
        it.remaining(),
        it.removed(),
        CreditNoteJson.Allocation.of(it.allocations(), sides),
        CreditNoteJson.Refund.of(it.refunds(), sides),
        sides.get(ref(it)));
  }
}
