package dev.tandem.practice.credits.web;

import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.credits.AdvanceView;
import dev.tandem.shared.LedgerSides;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A client's money that no invoice owed when it came in. Amounts have two decimals and are in its
 * currency.
 *
 * @param sort {@code DEPOSIT} or {@code OVERPAYMENT}
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

  static DepositJson of(AdvanceView it, LedgerSides.@Nullable Side ledger) {
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
        it.allocations().stream()
            .filter(one -> !one.removed())
            .map(CreditNoteJson.Allocation::of)
            .toList(),
        it.refunds().stream().filter(one -> !one.removed()).map(CreditNoteJson.Refund::of).toList(),
        ledger);
  }
}
