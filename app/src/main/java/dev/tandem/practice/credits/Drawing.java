package dev.tandem.practice.credits;

import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceStatus;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.shared.Ids;
import dev.tandem.shared.InvalidInput;
import dev.tandem.shared.Money;
import dev.tandem.shared.NoSuchRecord;
import dev.tandem.shared.RecordRef;
import dev.tandem.shared.Refused;
import dev.tandem.shared.changes.Changes;
import dev.tandem.staff.AuditTrail;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Uses a client's advance for an invoice, and gives back what is left of it. The invoice's row is
 * held before the advance's: two people at once neither settle more than is owed nor use more than
 * is there.
 */
@Component
@Transactional
public class Drawing {

  static final String USED_THERE =
      "Somebody put this against the invoice in the ledger. Once it is taken off there it goes here, too.";

  private final WholeAdvances whole;
  private final AllocationRepository allocations;
  private final RefundRepository refunds;
  private final Settled settled;
  private final Billing billing;
  private final Advances advances;
  private final ObjectProvider<AdvanceTravel> travel;
  private final ObjectProvider<BookedCredits> booked;
  private final AuditTrail trail;
  private final Changes changes;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  Drawing(
      WholeAdvances whole,
      AllocationRepository allocations,
      RefundRepository refunds,
      Settled settled,
      Billing billing,
      Advances advances,
      ObjectProvider<AdvanceTravel> travel,
      ObjectProvider<BookedCredits> booked,
      AuditTrail trail,
      Changes changes,
      ApplicationEventPublisher events,
      Clock clock) {
    this.whole = whole;
    this.allocations = allocations;
    this.refunds = refunds;
    this.settled = settled;
    this.billing = billing;
    this.advances = advances;
    this.travel = travel;
    this.booked = booked;
    this.trail = trail;
    this.changes = changes;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Puts some of an advance against an invoice of the same client.
   *
   * @param amount 2 decimals, above zero, at most what is left of the one and owed on the other
   * @throws Refused if they do not belong together or nothing is owed
   */
  public AllocationId use(AdvanceId id, InvoiceId invoiceId, BigDecimal amount) {
    InvoiceView invoice = billing.hold(invoiceId);
    AdvanceView advance = whole.hold(id);
    requireTogether(advance, invoice);
    requireAmount(advance, invoice, amount);
    var part = new AllocationId(Ids.next(clock));
    allocations.add(
        new AllocationView(
            part,
            id,
            invoiceId,
            advances.today(),
            amount.setScale(2),
            false,
            null,
            false,
            clock.instant()));
    String what =
        "used %s of the %s of %s for %s"
            .formatted(
                Money.figures(amount, advance.currency()),
                advance.word(),
                Money.text(advance.amount(), advance.currency()),
                invoice.number());
    settled.tell(invoiceId, "credited", what);
    note(advance, invoice, "used", what);
    events.publishEvent(new CreditAllocated(part, id, invoiceId));
    return part;
  }

  private void requireTogether(AdvanceView advance, InvoiceView invoice) {
    if (invoice.status() != InvoiceStatus.APPROVED) {
      throw new Refused("Only an approved invoice that is still owed can use a credit.");
    }
    if (!advance.client().equals(invoice.billTo())) {
      throw new Refused("This credit is another client’s than who pays the invoice.");
    }
    if (!advance.currency().equals(invoice.currency())) {
      throw new Refused(
          "This credit is in %s, the invoice in %s."
              .formatted(advance.currency(), invoice.currency()));
    }
    if (advance.remaining().signum() <= 0) {
      throw new Refused(
          advance.removed()
              ? "This %s was removed: it does not count.".formatted(advance.word())
              : "Nothing of this %s is left.".formatted(advance.word()));
    }
    if (!travel.stream().allMatch(it -> it.together(advance.id(), invoice.id()))) {
      throw new Refused(
          "This credit is in the books of another organisation than the invoice, which cannot use it. Give it back, and take a payment here.");
    }
  }

  private static void requireAmount(AdvanceView advance, InvoiceView invoice, BigDecimal amount) {
    var errors = new LinkedHashMap<String, String>();
    BigDecimal most = advance.remaining().min(invoice.due());
    if (amount.signum() <= 0 || amount.stripTrailingZeros().scale() > 2) {
      errors.put("amount", "An amount above 0, in whole cents");
    } else if (amount.compareTo(most) > 0) {
      errors.put(
          "amount",
          "At most %s: %s is left of the %s, and %s is owed"
              .formatted(
                  Money.figures(most, invoice.currency()),
                  Money.figures(advance.remaining(), invoice.currency()),
                  advance.word(),
                  Money.figures(invoice.due(), invoice.currency())));
    }
    if (!errors.isEmpty()) {
      throw new InvalidInput(errors);
    }
  }

  /**
   * Takes it off the invoice again, which owes that much more then. Again changes nothing.
   *
   * @return the invoice
   * @throws Refused if it was put there in the ledger: there it is taken off, too
   */
  public InvoiceId takeOff(AllocationId id) {
    AllocationView before = find(id);
    InvoiceId invoice = before.invoice();
    if (invoice == null || !(before.of() instanceof AdvanceId of)) {
      throw new NoSuchRecord("used credit", id);
    }
    InvoiceView owed = billing.hold(invoice);
    AdvanceView advance = whole.hold(of);
    AllocationView part = find(id);
    if (part.removed()) {
      return invoice;
    }
    if (part.fromLedger()) {
      throw new Refused(USED_THERE);
    }
    booked.getIfAvailable(() -> BookedCredits.NONE).refuse(List.of(id.value()));
    allocations.store(part.as(part.amount(), true));
    String what =
        "took %s of the %s off %s again"
            .formatted(
                Money.figures(part.amount(), advance.currency()), advance.word(), owed.number());
    settled.tell(invoice, "credit-taken-off", what);
    note(advance, owed, "taken-off", what);
    events.publishEvent(new CreditTakenOff(id, of));
    return invoice;
  }

  private AllocationView find(AllocationId id) {
    return allocations.byIds(List.of(id)).stream()
        .findFirst()
        .orElseThrow(() -> new NoSuchRecord("used credit", id));
  }

  /**
   * Gives back what is left. The ledger records it as money that went out.
   *
   * @throws Refused if nothing is left
   */
  public void refundRest(AdvanceId id, Refunding how) {
    refundRest(id, how, null);
  }

  /**
   * Whether what is left can be given back so; nothing is done.
   *
   * @throws Refused if nothing is left
   */
  @Transactional(readOnly = true)
  public void requireRest(AdvanceId id, Refunding how) {
    requireRest(advances.find(id), how);
  }

  private void requireRest(AdvanceView advance, Refunding how) {
    if (advance.remaining().signum() <= 0) {
      throw new Refused("Nothing of it is left to give back.");
    }
    var errors = new LinkedHashMap<String, String>();
    how.check(advances.today(), errors);
    if (!errors.isEmpty()) {
      throw new InvalidInput(errors);
    }
  }

  /**
   * @param seen as {@link Refunding#seen} of what was shown to somebody; null if nobody saw it
   * @throws ShownMeanwhileChanged if that is not what would happen
   */
  public void refundRest(AdvanceId id, Refunding how, @Nullable String seen) {
    AdvanceView advance = whole.hold(id);
    if (seen != null && !seen.equals(how.seen(advance.remaining()))) {
      throw new ShownMeanwhileChanged();
    }
    requireRest(advance, how);
    BigDecimal rest = advance.remaining();
    var part = new RefundId(Ids.next(clock));
    refunds.add(
        new RefundView(
            part,
            id,
            how.date(),
            rest,
            how.method(),
            how.reference().strip(),
            how.account(),
            false,
            null,
            false,
            clock.instant()));
    note(
        advance,
        null,
        "refunded",
        "gave %s of the %s back by %s"
            .formatted(Money.text(rest, advance.currency()), advance.word(), how.method().label()));
    events.publishEvent(new CreditRefunded(part, id, null));
  }

  /** The story of the invoice's client has it from the invoice already. */
  private void note(AdvanceView it, @Nullable InvoiceView told, String action, String text) {
    var record = new RecordRef("advance", it.id().value());
    UUID client = it.client().value();
    boolean known = told != null && told.client().equals(it.client());
    trail.note(record, known ? null : client, action, text);
    changes.announce(List.of(record, new RecordRef("client", client)));
  }
}
