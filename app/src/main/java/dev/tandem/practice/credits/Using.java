package dev.tandem.practice.credits;

import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceStatus;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.InvalidInput;
import dev.tandem.shared.Money;
import dev.tandem.shared.NoSuchRecord;
import dev.tandem.shared.Refused;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Uses what is left of credit notes for invoices of the same payer, and takes that off again. The
 * invoices' rows are held before the credit note's.
 */
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
  private final ObjectProvider<AdvanceTravel> travel;
  private final ObjectProvider<BookedCredits> booked;
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
      ObjectProvider<AdvanceTravel> travel,
      ObjectProvider<BookedCredits> booked,
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
    this.travel = travel;
    this.booked = booked;
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
   * For each credit note that an invoice could use, using as much of it as there is or is owed;
   * oldest first. None if nothing is owed.
   */
  @Transactional(readOnly = true)
  public List<Use> usable(InvoiceId id) {
    InvoiceView invoice = billing.find(id);
    return invoice.status() != InvoiceStatus.APPROVED || invoice.due().signum() <= 0
        ? List.of()
        : left(invoice.billTo()).stream()
            .filter(it -> it.currency().equals(invoice.currency()))
            .map(it -> new Use(it, invoice, it.remaining().min(invoice.due()).setScale(2)))
            .toList();
  }

  /**
   * What {@link #use} would do now; nothing is done.
   *
   * @param amount null for all that is left of it and owed
   * @throws Refused if the invoice cannot use it
   * @throws InvalidInput if it is more than what is left or owed
   */
  @Transactional(readOnly = true)
  public Use preview(CreditNoteId id, InvoiceId invoice, @Nullable BigDecimal amount) {
    return checked(whole.find(id), billing.find(invoice), amount);
  }

  public AllocationId use(CreditNoteId id, InvoiceId invoice, @Nullable BigDecimal amount) {
    return use(id, invoice, amount, null);
  }

  /**
   * Puts some of what is left of a credit note against an invoice.
   *
   * @param amount above zero, whole cents; null for all that is left of it and owed
   * @param seen what {@link Use#seen} said before; null if nobody was shown anything
   * @throws Refused if the invoice cannot use it
   * @throws InvalidInput if it is more than what is left or owed
   * @throws ShownMeanwhileChanged if the balances are others by now, or it has happened already
   */
  public AllocationId use(
      CreditNoteId id, InvoiceId invoice, @Nullable BigDecimal amount, @Nullable String seen) {
    CreditNoteView note = whole.hold(id, invoice);
    InvoiceView owed = billing.find(invoice);
    if (seen != null && !seen.equals(new Use(note, owed, BigDecimal.ZERO).seen())) {
      throw new ShownMeanwhileChanged();
    }
    Use wanted = checked(note, owed, amount);
    AllocationId made = parts.allocate(note, invoice, wanted.amount(), today());
    String some = Money.text(wanted.amount(), note.currency());
    settled.tell(invoice, "credited", "used %s of %s".formatted(some, note.number()));
    if (!note.invoice().equals(invoice)) {
      billing.credit(
          note.invoice(),
          BigDecimal.ZERO,
          "credit-used",
          "used %s of %s for %s".formatted(some, note.number(), owed.number()));
    }
    whole.settle(id);
    return made;
  }

  private Use checked(CreditNoteView note, InvoiceView owed, @Nullable BigDecimal wanted) {
    requireTogether(note, owed);
    BigDecimal most = note.remaining().min(owed.due());
    if (most.signum() <= 0) {
      throw new Refused(
          note.remaining().signum() <= 0
              ? "Nothing of %s is left.".formatted(note.number())
              : "Nothing is owed on %s.".formatted(owed.number()));
    }
    BigDecimal amount = wanted == null ? most : wanted;
    if (amount.signum() <= 0 || amount.stripTrailingZeros().scale() > 2) {
      throw new InvalidInput("amount", "An amount above 0, in whole cents");
    }
    if (amount.compareTo(most) > 0) {
      throw new InvalidInput(
          Map.of(
              "amount",
              "At most %s: %s is left of %s, and %s is owed on %s"
                  .formatted(
                      Money.figures(most, note.currency()),
                      Money.figures(note.remaining(), note.currency()),
                      note.number(),
                      Money.figures(owed.due(), note.currency()),
                      owed.number())));
    }
    return new Use(note, owed, amount.setScale(2));
  }

  private void requireTogether(CreditNoteView note, InvoiceView owed) {
    if (owed.status() != InvoiceStatus.APPROVED) {
      throw new Refused(
          "Nothing is owed on %s.".formatted(Objects.requireNonNullElse(owed.number(), "a draft")));
    }
    if (!billing.find(note.invoice()).billTo().equals(owed.billTo())) {
      throw new Refused(
          "%s is the credit of somebody else than who pays %s."
              .formatted(note.number(), owed.number()));
    }
    if (!note.currency().equals(owed.currency())) {
      throw new Refused(
          "%s is in %s, %s in %s."
              .formatted(note.number(), note.currency(), owed.number(), owed.currency()));
    }
    if (!travel.stream().allMatch(it -> it.together(note.id(), owed.id()))) {
      throw new Refused(
          "%s is in the books of another organisation than %s, which cannot use it. Give it back, and take a payment here."
              .formatted(note.number(), owed.number()));
    }
  }

  /**
   * Takes it off the invoice: that is owed again, and the credit is left again. Again changes
   * nothing.
   *
   * @throws Refused if somebody put it there in the ledger, or the ledger has it on a day that is
   *     closed there
   */
  public InvoiceId takeOff(AllocationId id) {
    AllocationView found = find(id);
    if (found.of() instanceof AdvanceId) {
      return drawing.takeOff(id);
    }
    InvoiceId invoice = found.invoice();
    if (found.fromLedger() || invoice == null) {
      throw new Refused(Drawing.USED_THERE);
    }
    CreditNoteView note = whole.hold(found.note());
    AllocationView held = find(id);
    if (!held.removed()) {
      booked.getIfAvailable(() -> BookedCredits.NONE).refuse(List.of(id.value()));
      allocations.store(held.as(held.amount(), true));
      events.publishEvent(new CreditTakenOff(id, note.id()));
      settled.tell(
          invoice,
          "credited",
          "took %s of %s off again"
              .formatted(Money.figures(held.amount(), note.currency()), note.number()));
      whole.settle(note.id());
    }
    return invoice;
  }

  /** Why it cannot be taken off here; empty if it can. */
  @Transactional(readOnly = true)
  public Optional<String> stays(AllocationId id) {
    AllocationView it = find(id);
    return !it.removed() && (it.fromLedger() || it.invoice() == null)
        ? Optional.of(Drawing.USED_THERE)
        : Optional.empty();
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
