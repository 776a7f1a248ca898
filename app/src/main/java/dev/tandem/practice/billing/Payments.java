package dev.tandem.practice.billing;

import dev.tandem.shared.Ids;
import dev.tandem.shared.Money;
import dev.tandem.shared.Refused;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Writes payments and settles their invoice; the caller holds the invoice's row. */
@Component
class Payments {

  private final InvoiceRepository invoices;
  private final PaymentRepository payments;
  private final BillingStory story;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  Payments(
      InvoiceRepository invoices,
      PaymentRepository payments,
      BillingStory story,
      ApplicationEventPublisher events,
      Clock clock) {
    this.invoices = invoices;
    this.payments = payments;
    this.story = story;
    this.events = events;
    this.clock = clock;
  }

  PaymentId take(PaymentId id, Invoice held, PaymentDetails details) {
    held.checkPayable(details.amount());
    payments.add(
        new PaymentView(
            id,
            held.id(),
            details.date(),
            details.amount(),
            details.method(),
            details.reference().strip(),
            details.accountCode(),
            false,
            null,
            false,
            clock.instant()));
    settle(
        held, "paid", "took " + amount(held, details.amount()) + " by " + details.method().label());
    events.publishEvent(new PaymentTaken(id, held.id(), false));
    return id;
  }

  void remove(Invoice held, PaymentView payment, boolean fromLedger) {
    payments.store(payment.asRemoved());
    settle(held, "payment-removed", "removed the payment of " + amount(held, payment.amount()));
    events.publishEvent(new PaymentRemoved(payment.id(), held.id(), fromLedger));
  }

  /** It came in as the ledger's, and is one that was taken here. */
  void takeForOurs(Invoice held, PaymentView strange) {
    payments.store(strange.knownAs(null).asRemoved());
    if (!strange.removed()) {
      settle(
          held,
          "payment-recognised",
          "recognised the ledger's payment of "
              + amount(held, strange.amount())
              + " as the one that was taken here");
      events.publishEvent(new PaymentRemoved(strange.id(), held.id(), true));
    }
  }

  /** What was recorded in the ledger counts on as money of here. */
  void keep(Invoice held, PaymentView lost) {
    payments.lose(List.of(lost.id()));
    payments.store(lost.ofHere());
    story.note(
        held,
        "payment-kept",
        "kept the payment of %s, which the ledger has no longer, as one of here"
            .formatted(amount(held, lost.amount())));
  }

  /** Told twice, it is recorded once; told of a removal, the invoice opens again. */
  void record(Invoice held, LedgerPayment told) {
    Optional<PaymentView> known = payments.byLedgerId(told.ledgerId());
    if (known.isPresent() && !known.get().invoice().equals(held.id())) {
      throw new Refused("The ledger's payment belongs to another invoice here.");
    }
    if (told.removed()) {
      known.filter(it -> !it.removed()).ifPresent(it -> remove(held, it, true));
    } else if (known.isEmpty()) {
      takeFromLedger(held, told);
    } else if (known.get().says(told) && known.get().learns(told)) {
      // An invoice shows its payments without their accounts.
      payments.store(known.get().in(told.accountCode()));
    } else if (!known.get().says(told)) {
      boolean back = known.get().removed();
      payments.store(known.get().as(told));
      settle(
          held,
          "payment-changed",
          (back ? "let the payment count again: " : "changed the payment to ")
              + amount(held, told.amount()));
    }
  }

  private void takeFromLedger(Invoice held, LedgerPayment told) {
    var id = new PaymentId(Ids.next(clock));
    payments.add(PaymentView.of(id, held.id(), told, clock.instant()));
    settle(held, "paid", "received " + amount(held, told.amount()));
    events.publishEvent(new PaymentTaken(id, held.id(), true));
  }

  /** The invoice hears of it as of one that the ledger told of, so that it does not travel. */
  void bringBack(Invoice held, PaymentId id, LedgerPayment told) {
    payments.add(PaymentView.takenHere(id, held.id(), told, clock.instant()));
    settle(
        held,
        "brought-back",
        "brought a payment of "
            + amount(held, told.amount())
            + " back from the ledger after a restore");
    events.publishEvent(new PaymentTaken(id, held.id(), true));
  }

  private void settle(Invoice held, String action, String text) {
    Invoice before = invoices.find(held.id());
    Invoice after = before.settledBy(payments.standing(held.id()), before.credited());
    invoices.store(after);
    story.note(after, action, text);
    if (after.status() == InvoiceStatus.PAID && before.status() != InvoiceStatus.PAID) {
      events.publishEvent(new InvoicePaid(after.id()));
    }
  }

  private static String amount(Invoice invoice, java.math.BigDecimal amount) {
    return Money.text(amount, invoice.currency()) + " for " + invoice.name();
  }
}
