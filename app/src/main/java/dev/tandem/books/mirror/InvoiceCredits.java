package dev.tandem.books.mirror;

import dev.tandem.books.ledger.Fields;
import dev.tandem.books.ledger.LedgerCredit;
import dev.tandem.books.ledger.LedgerRecord;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.credits.LedgerCreditView;
import dev.tandem.practice.credits.LedgerCredits;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.springframework.stereotype.Component;

/**
 * How much of an invoice is settled by other means than payments, as the invoice shows it. Taken of
 * it is only what is not ours: what our own credit notes settle comes with them, and counts here
 * from the moment it was written or taken off.
 */
@Component
class InvoiceCredits {

  private final LedgerCredits credits;

  InvoiceCredits(LedgerCredits credits) {
    this.credits = credits;
  }

  void take(InvoiceId id, LedgerRecord theirs) {
    String shown = theirs.derived().get(Fields.CREDITS);
    String told = theirs.derived().get(Fields.CREDITED);
    // A reading that does not list them cannot say which of them are ours.
    if (shown != null && told != null) {
      credits.recordOthers(
          id,
          new BigDecimal(told),
          LedgerCredit.read(shown).stream().map(InvoiceCredits::view).toList());
    }
  }

  private static LedgerCreditView view(LedgerCredit it) {
    return new LedgerCreditView(
        it.id(), it.number(), it.date().isEmpty() ? null : LocalDate.parse(it.date()), it.amount());
  }
}
