package dev.tandem.books.mirror;

import dev.tandem.books.ledger.Fields;
import dev.tandem.books.ledger.LedgerRecord;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceStatus;
import dev.tandem.practice.billing.LineAmounts;
import dev.tandem.practice.billing.LostInvoice;
import dev.tandem.practice.clients.ClientId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Invoices of the ledger in our words. */
@Component
class LedgerInvoices {

  private final Billing billing;
  private final TaxRates rates;

  LedgerInvoices(Billing billing, TaxRates rates) {
    this.billing = billing;
    this.rates = rates;
  }

  /**
   * @param payer the client, if nobody else pays
   * @param found read in full
   * @param rated whether its exchange rate is taken, too; what we made without one took the
   *     ledger's own, which is its own affair
   */
  LostInvoice of(UUID tenant, ClientId client, ClientId payer, LedgerRecord found, boolean rated) {
    Map<String, String> fields = found.fields();
    LocalDate date = LocalDate.parse(Objects.requireNonNull(fields.get(Fields.DATE)));
    String due = fields.get(Fields.DUE_DATE);
    LineAmounts amounts =
        InvoiceLines.amounts(fields.getOrDefault(Fields.LINE_AMOUNTS, Fields.EXCLUSIVE));
    return new LostInvoice(
        Objects.requireNonNull(found.marker()),
        status(fields.getOrDefault(Fields.STATUS, "")),
        client,
        payer,
        null,
        date,
        due == null ? date : LocalDate.parse(due),
        fields.getOrDefault(Fields.REFERENCE, ""),
        Objects.requireNonNull(fields.get(Fields.CURRENCY)),
        rated ? rate(fields.get(Fields.RATE)) : null,
        amounts,
        InvoiceLines.read(
            fields.getOrDefault(Fields.LINES, ""),
            null,
            amounts,
            type -> rates.percent(tenant, type)));
  }

  /** Xero: an invoice in the books' own currency has a rate of 1. */
  private static @Nullable BigDecimal rate(@Nullable String theirs) {
    BigDecimal rate = theirs == null || theirs.isEmpty() ? null : new BigDecimal(theirs);
    return rate == null || rate.compareTo(BigDecimal.ONE) == 0 ? null : rate;
  }

  private static InvoiceStatus status(String theirs) {
    return switch (theirs) {
      case Fields.DRAFT -> InvoiceStatus.DRAFT;
      case Fields.REMOVED -> InvoiceStatus.VOIDED;
      default -> InvoiceStatus.APPROVED;
    };
  }

  /** Money that we compute differently is no agreement. */
  @Nullable String hold(InvoiceId id, LedgerRecord found) {
    String theirs = found.derived().get(Fields.TOTAL);
    BigDecimal ours = billing.find(id).total();
    return theirs == null || ours.compareTo(new BigDecimal(theirs)) == 0
        ? null
        : "Xero computes a total of %s, Tandem %s: look at the tax of its lines."
            .formatted(theirs, ours.toPlainString());
  }
}
