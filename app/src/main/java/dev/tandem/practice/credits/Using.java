package dev.tandem.practice.credits;

import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceStatus;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.InvalidInput;
import dev.tandem.shared.NoSuchRecord;
import dev.tandem.shared.Refused;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Uses what is left of credit notes for invoices, and takes that off again. */
@Component
@Transactional
public class Using {

  private final CreditNotes whole;
  private final CreditNoteRepository notes;
  private final AllocationRepository allocations;
  private final Parts parts;
  private final Settled settled;
  private final Drawing drawing;
  private final Billing billing;
  private final Setup setup;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  Using(
      CreditNotes whole,
      CreditNoteRepository notes,
      AllocationRepository allocations,
      Parts parts,
      Settled settled,
      Drawing drawing,
      Billing billing,
      Setup setup,
      ApplicationEventPublisher events,
      Clock clock) {
    this.whole = whole;
    this.notes = notes;
    this.allocations = allocations;
    this.parts = parts;
    this.settled = settled;
    this.drawing = drawing;
    this.billing = billing;
    this.setup = setup;
    this.events = events;
    this.clock = clock;
  }

  /** Credit notes of which something is left, for invoices that this client pays; oldest first. */
  @Transactional(readOnly = true)
  public List<CreditNoteView> left(ClientId payer) {
    return whole.byIds(notes.unused(payer)).stream()
        .filter(it -> it.remaining().signum() > 0)
        .toList();
  }

  /**
   * Puts some of what is left of a credit note against an invoice.
   *
   * @param amount above zero, whole cents
   * @throws Refused if it is more than what is left or owed, or the invoice is another payer's
   */
  public AllocationId use(CreditNoteId id, InvoiceId invoice, BigDecimal amount) {
    hold(whole.find(id).invoice(), invoice);
    CreditNoteView note = whole.hold(id);
    InvoiceView owed = billing.find(invoice);
    check(note, owed, amount);
    AllocationId made = parts.allocate(note, invoice, amount.setScale(2), today());
    settled.tell(
        invoice,
        "credited",
        "used %s %s of %s".formatted(amount.toPlainString(), note.currency(), note.number()));
    whole.settle(id);
    return made;
  }

  /** Everybody takes the rows of two invoices in the same order. */
  private void hold(InvoiceId one, InvoiceId other) {
    Stream.of(one, other)
        .distinct()
        .sorted(java.util.Comparator.comparing(InvoiceId::value))
        .forEach(billing::hold);
  }

  private void check(CreditNoteView note, InvoiceView owed, BigDecimal amount) {
    if (amount.signum() <= 0 || amount.stripTrailingZeros().scale() > 2) {
      throw new InvalidInput("amount", "An amount above 0, in whole cents");
    }
    if (note.remaining().compareTo(amount) < 0) {
      throw new Refused(
          "Only %s of %s is left.".formatted(note.remaining().toPlainString(), note.number()));
    }
    if (owed.status() != InvoiceStatus.APPROVED || owed.due().compareTo(amount) < 0) {
      throw new Refused(
          owed.status() == InvoiceStatus.APPROVED
              ? "Only %s is owed on %s.".formatted(owed.due().toPlainString(), owed.number())
              : "Nothing is owed on %s."
                  .formatted(Objects.requireNonNullElse(owed.number(), "a draft")));
    }
    InvoiceView of = billing.find(note.invoice());
    if (!of.billTo().equals(owed.billTo()) || !note.currency().equals(owed.currency())) {
      throw new Refused(
          "%s is the credit of somebody else, or in another currency.".formatted(note.number()));
    }
  }

  /**
   * Takes it off the invoice: that is owed again, and the credit is left again. Again changes
   * nothing.
   *
   * @throws Refused if somebody put it there in the ledger
   */
  public InvoiceId takeOff(AllocationId id) {
    AllocationView found = find(id);
    if (found.of() instanceof AdvanceId) {
      return drawing.takeOff(id);
    }
    InvoiceId invoice = found.invoice();
    if (found.fromLedger() || invoice == null) {
      throw new Refused(
          "Somebody put this against the invoice in the ledger. Once it is taken off there it goes here, too.");
    }
    hold(whole.find(found.note()).invoice(), invoice);
    CreditNoteView note = whole.hold(found.note());
    AllocationView held = find(id);
    if (!held.removed()) {
      allocations.store(held.as(held.amount(), true));
      events.publishEvent(new CreditTakenOff(id, note.id()));
      settled.tell(
          invoice,
          "credited",
          "took %s of %s off again".formatted(held.amount().toPlainString(), note.number()));
      whole.settle(note.id());
    }
    return invoice;
  }

  private AllocationView find(AllocationId id) {
    return allocations.byIds(List.of(id)).stream()
        .findFirst()
        .orElseThrow(() -> new NoSuchRecord("used credit", id));
  }

  private LocalDate today() {
    return LocalDate.now(clock.withZone(setup.practice().zone()));
  }
}
