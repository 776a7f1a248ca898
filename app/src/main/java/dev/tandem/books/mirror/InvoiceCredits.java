package dev.tandem.books.mirror;

import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.connection.LedgerFeatures;
import dev.tandem.books.ledger.Fields;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.LedgerCredit;
import dev.tandem.books.ledger.LedgerRecord;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.credits.LedgerCreditView;
import dev.tandem.practice.credits.LedgerCredits;
import dev.tandem.practice.credits.UnreadCredits;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * How much of an invoice is settled by other means than payments, as the invoice shows it. Taken of
 * it is only what is not ours: what our own credit notes settle comes with them, and counts here
 * from the moment it was written or taken off.
 */
@Component
class InvoiceCredits {

  private final LedgerCredits credits;
  private final UnreadCredits unread;
  private final Connections connections;
  private final LedgerFeatures features;

  InvoiceCredits(
      LedgerCredits credits,
      UnreadCredits unread,
      Connections connections,
      LedgerFeatures features) {
    this.unread = unread;
    this.connections = connections;
    this.features = features;
    this.credits = credits;
  }

  void take(UUID tenant, InvoiceId id, LedgerRecord theirs) {
    String shown = theirs.derived().get(Fields.CREDITS);
    String told = theirs.derived().get(Fields.CREDITED);
    // A reading that does not list them cannot say which of them are ours.
    if (shown != null && told != null) {
      var credited = new BigDecimal(told);
      List<LedgerCreditView> listed =
          LedgerCredit.read(shown).stream().map(InvoiceCredits::view).toList();
      if (unread.settle(id) && areLeftAlone(tenant)) {
        unread.take(id, credited, listed);
      }
      credits.recordOthers(id, credited, listed);
    }
  }

  /** Whether nobody reads from this organisation what somebody wrote there for its clients. */
  private boolean areLeftAlone(UUID tenant) {
    return connections.bindings().stream()
        .filter(it -> it.tenantId().equals(tenant.toString()))
        .filter(it -> it.status() != Binding.Status.DISCONNECTED)
        .anyMatch(it -> !features.of(it.id()).flows(Kind.ADVANCE.text()));
  }

  private static LedgerCreditView view(LedgerCredit it) {
    return new LedgerCreditView(
        it.id(), it.number(), it.date().isEmpty() ? null : LocalDate.parse(it.date()), it.amount());
  }
}
