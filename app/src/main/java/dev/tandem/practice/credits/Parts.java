package dev.tandem.practice.credits;

import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.shared.Ids;
import dev.tandem.shared.Money;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Writes what becomes of a credit note; the caller holds it and its invoice. */
@Component
class Parts {

  private final AllocationRepository allocations;
  private final RefundRepository refunds;
  private final Billing billing;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  Parts(
      AllocationRepository allocations,
      RefundRepository refunds,
      Billing billing,
      ApplicationEventPublisher events,
      Clock clock) {
    this.allocations = allocations;
    this.refunds = refunds;
    this.billing = billing;
    this.events = events;
    this.clock = clock;
  }

  /** Puts some of it against an invoice; whoever calls has the invoice's figure summed up anew. */
  AllocationId allocate(CreditNoteView note, InvoiceId invoice, BigDecimal amount, LocalDate date) {
    var id = new AllocationId(Ids.next(clock));
    allocations.add(
        new AllocationView(
            id, note.id(), invoice, date, amount, false, null, false, clock.instant()));
    events.publishEvent(new CreditAllocated(id, note.id(), invoice));
    return id;
  }

  /** Gives some of it back. */
  void refund(CreditNoteView note, BigDecimal amount, Refunding how) {
    var id = new RefundId(Ids.next(clock));
    refunds.add(
        new RefundView(
            id,
            note.id(),
            how.date(),
            amount,
            how.method(),
            how.reference().strip(),
            how.account(),
            false,
            null,
            false,
            clock.instant()));
    billing.credit(
        note.invoice(),
        BigDecimal.ZERO,
        "refunded",
        "gave %s of %s back by %s"
            .formatted(Money.text(amount, note.currency()), note.number(), how.method().label()));
    events.publishEvent(new CreditRefunded(id, note.id(), note.invoice()));
  }
}
