package dev.tandem.books.mirror;

import dev.tandem.books.ledger.Fields;
import dev.tandem.books.ledger.LedgerCredit;
import dev.tandem.books.ledger.LedgerRecord;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.LedgerChange;
import dev.tandem.practice.credits.LedgerCreditView;
import dev.tandem.practice.credits.LedgerCredits;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.springframework.stereotype.Component;

/**
 * How much of an invoice is settled by other means than payments. The ledger's own figure is the
 * truth of all that it knows; what was credited here since and is on its way is added to it, what
 * was taken off here since is left out, so that nothing counts twice and nothing comes back while
 * it travels.
 */
@Component
class InvoiceCredits {

  private final Billing billing;
  private final LedgerCredits credits;
  private final RemovalsToSay removals;

  InvoiceCredits(Billing billing, LedgerCredits credits, RemovalsToSay removals) {
    this.removals = removals;
    this.billing = billing;
    this.credits = credits;
  }

  void take(InvoiceId id, LedgerRecord theirs) {
    String shown = theirs.derived().get(Fields.CREDITS);
    if (shown != null) {
      credits.recordOthers(
          id, LedgerCredit.read(shown).stream().map(InvoiceCredits::view).toList());
    }
    String told = theirs.derived().get(Fields.CREDITED);
    if (told == null) {
      return;
    }
    BigDecimal toSay =
        removals.ofCredits(credits.settling(id)).values().stream()
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal credited = new BigDecimal(told).add(credits.unknownThere(id)).subtract(toSay);
    if (credited.compareTo(billing.find(id).credited()) != 0) {
      billing.takeFromLedger(id, LedgerChange.credited(credited));
    }
  }

  private static LedgerCreditView view(LedgerCredit it) {
    return new LedgerCreditView(
        it.id(), it.number(), it.date().isEmpty() ? null : LocalDate.parse(it.date()), it.amount());
  }
}
