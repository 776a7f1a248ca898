package dev.tandem.practice.billing;

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
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Corrections that the ledger asks for: they are allowed although an invoice was paid here, as long
 * as nobody owes or has paid another amount by them. Each can be looked at before it is done: what
 * is refused then is an answer, and ends nobody's transaction.
 */
@Component
@Transactional
public class Corrections {

  private final InvoiceRepository invoices;
  private final PaymentRepository payments;
  private final BillingStory story;
  private final Setup setup;
  private final WhileCredited credited;
  private final ObjectProvider<CountedPayments> counted;
  private final Clock clock;
  private final ApplicationEventPublisher events;

  Corrections(
      InvoiceRepository invoices,
      PaymentRepository payments,
      BillingStory story,
      Setup setup,
      WhileCredited credited,
      ObjectProvider<CountedPayments> counted,
      ApplicationEventPublisher events,
      Clock clock) {
    this.payments = payments;
    this.setup = setup;
    this.credited = credited;
    this.counted = counted;
    this.clock = clock;
    this.invoices = invoices;
    this.story = story;
    this.events = events;
  }

  /**
   * What it would come to, in the invoice's currency.
   *
   * @throws Refused if it cannot be done, as {@link #recode}
   */
  @Transactional(
      readOnly = true,
      noRollbackFor = {Refused.class, InvalidInput.class})
  public BigDecimal recoded(InvoiceId id, List<Recoding> recodings) {
    return recoded(invoices.find(id), recodings).totals().total();
  }

  /**
   * Books lines on other accounts or taxes.
   *
   * @throws Refused if it is void, or if money came in and it would come to another total
   */
  public void recode(InvoiceId id, List<Recoding> recodings) {
    Invoice before = invoices.hold(id);
    Invoice after = recoded(before, recodings);
    if (after.details().equals(before.details())) {
      return;
    }
    if (after.totals().total().compareTo(before.totals().total()) != 0) {
      credited.refuse(before, "booking it with another tax");
    }
    store(after, "recoded", "booked " + after.name() + " on another account or tax");
  }

  private static Invoice recoded(Invoice before, List<Recoding> recodings) {
    refuseVoid(before);
    List<LineDetails> lines =
        before.details().lines().stream().map(it -> Recoding.among(recodings, it)).toList();
    Invoice after =
        before.rewritten(before.details().with(before.details().lineAmounts(), lines).checked());
    boolean settling = before.paid().signum() != 0 || before.credited().signum() != 0;
    if (settling && after.totals().total().compareTo(before.totals().total()) != 0) {
      throw new Refused(
          before.name()
              + " has payments, and with this tax it comes to another total. Remove the payments first.");
    }
    return after;
  }

  /**
   * Looks whether {@link #relabel} can be done.
   *
   * @throws Refused if it cannot
   */
  @Transactional(
      readOnly = true,
      noRollbackFor = {Refused.class, InvalidInput.class})
  public void checkRelabel(InvoiceId id, Relabelling change) {
    relabelled(invoices.find(id), change);
  }

  /**
   * Puts another item or tracking option on its lines, or none.
   *
   * @throws Refused if it is void
   */
  public void relabel(InvoiceId id, Relabelling change) {
    Invoice before = invoices.hold(id);
    Invoice after = relabelled(before, change);
    if (!after.details().equals(before.details())) {
      store(after, "recoded", "changed item or tracking of " + after.name());
    }
  }

  private static Invoice relabelled(Invoice before, Relabelling change) {
    refuseVoid(before);
    List<LineDetails> lines = before.details().lines().stream().map(change::on).toList();
    return lines.equals(before.details().lines())
        ? before
        : before.rewritten(before.details().with(before.details().lineAmounts(), lines).checked());
  }

  /**
   * Books it as the books of another organisation want it, which it goes to instead. Where money
   * came in and the new taxes make another total, they stay as they are: the ledger says then what
   * it does not have, and a person decides.
   *
   * @param booked its lines in their order, with another account, tax, item or tracking each
   * @param books for people: whose they are
   */
  public void rebook(InvoiceId id, List<LineDetails> booked, String books) {
    Invoice before = invoices.hold(id);
    Invoice after = rebooked(before, booked);
    boolean same = after.details().equals(before.details());
    if (!same && before.status() != InvoiceStatus.VOIDED) {
      store(after, "rebooked", "booked " + after.name() + " as " + books + " has it mapped");
    }
  }

  /** What {@link #rebook} would make of these. */
  @Transactional(readOnly = true)
  public Map<InvoiceId, InvoiceView> rebooked(Map<InvoiceId, List<LineDetails>> booked) {
    return invoices.byIds(booked.keySet()).stream()
        .collect(
            Collectors.toMap(
                Invoice::id,
                it ->
                    InvoiceView.of(
                        rebooked(it, Objects.requireNonNull(booked.get(it.id()))), List.of())));
  }

  private static Invoice rebooked(Invoice before, List<LineDetails> booked) {
    LineAmounts amounts = before.details().lineAmounts();
    Invoice after = before.rewritten(before.details().with(amounts, booked));
    boolean settling = before.paid().signum() != 0 || before.credited().signum() != 0;
    return settling && after.totals().total().compareTo(before.totals().total()) != 0
        ? before.rewritten(
            before
                .details()
                .with(amounts, LineDetails.withTaxesOf(before.details().lines(), booked)))
        : after;
  }

  private static void refuseVoid(Invoice it) {
    if (it.status() == InvoiceStatus.VOIDED) {
      throw new Refused(it.name() + " is void and cannot be changed.");
    }
  }

  /**
   * When it would be due: as before, unless that comes before the day.
   *
   * @throws Refused if it cannot be moved, as {@link #move(InvoiceId, LocalDate)}
   */
  @Transactional(
      readOnly = true,
      noRollbackFor = {Refused.class, InvalidInput.class})
  public LocalDate dueAfterMove(InvoiceId id, LocalDate day) {
    return moved(invoices.find(id), day).details().dueDate();
  }

  /**
   * Gives an invoice another day; it is due when it was due, unless that comes before the day.
   *
   * @throws Refused if it is void
   */
  public void move(InvoiceId id, LocalDate day) {
    Invoice before = invoices.hold(id);
    Invoice after = moved(before, day);
    if (!after.details().equals(before.details())) {
      String text = "moved " + after.name() + " from " + before.details().date() + " to " + day;
      store(after, "moved", text);
    }
  }

  private static Invoice moved(Invoice before, LocalDate day) {
    refuseVoid(before);
    InvoiceDetails it = before.details();
    LocalDate due = it.dueDate().isBefore(day) ? day : it.dueDate();
    return before.rewritten(it.with(day, due, it.reference()).checked());
  }

  /**
   * @throws Refused if it cannot be moved, as {@link #move(PaymentId, LocalDate)}
   */
  @Transactional(
      readOnly = true,
      noRollbackFor = {Refused.class, InvalidInput.class})
  public void checkMove(PaymentId id, LocalDate day) {
    moved(find(id), day);
  }

  /**
   * Gives a payment that the ledger does not have yet another day; whoever calls sends it again.
   *
   * @throws Refused if the ledger has it, or it was removed
   * @throws InvalidInput if the day is not one on which money can have come in
   */
  public void move(PaymentId id, LocalDate day) {
    Invoice held = invoices.hold(find(id).invoice());
    PaymentView before = find(id);
    payments.store(moved(before, day));
    story.note(
        held,
        "payment-moved",
        "moved a payment for " + held.name() + " from " + before.date() + " to " + day);
  }

  private PaymentView moved(PaymentView it, LocalDate day) {
    if (it.removed() || it.ledgerId() != null) {
      throw new Refused("Only a payment that Xero does not have yet can get another day.");
    }
    counted.stream()
        .flatMap(one -> one.keepsItsDay(it.id()).stream())
        .findFirst()
        .ifPresent(
            why -> {
              throw new Refused(why);
            });
    if (day.isAfter(LocalDate.now(clock.withZone(setup.practice().zone())))) {
      throw new InvalidInput("day", "Money cannot have come in after today");
    }
    return it.on(day);
  }

  /**
   * What it would mean if a payment that was removed here stood again, in a sentence; nothing is
   * done.
   *
   * @throws Refused if it was not removed, or its invoice is settled otherwise by now
   */
  @Transactional(readOnly = true, noRollbackFor = Refused.class)
  public String previewKept(PaymentId id) {
    PaymentView it = find(id);
    Invoice invoice = invoices.find(it.invoice());
    checkKept(it, invoice);
    return "%s is paid on %s again%s; %s is left to pay on it then."
        .formatted(
            Money.figures(it.amount(), invoice.currency()),
            invoice.name(),
            invoice.status() == InvoiceStatus.VOIDED ? ", which is not void any more" : "",
            Money.figures(invoice.due().subtract(it.amount()), invoice.currency()));
  }

  private static void checkKept(PaymentView it, Invoice invoice) {
    if (!it.removed() || it.ledgerId() == null) {
      throw new Refused("It was not removed here, or Xero does not have it.");
    }
    if (invoice.due().compareTo(it.amount()) < 0) {
      throw new Refused(
          "Only %s is left to pay on %s by now. Remove what paid the rest of it first."
              .formatted(Money.figures(invoice.due(), invoice.currency()), invoice.name()));
    }
  }

  private PaymentView find(PaymentId id) {
    return payments.find(id).orElseThrow(() -> new NoSuchRecord("payment", id));
  }

  private void store(Invoice after, String action, String text) {
    invoices.storeWithLines(after);
    story.note(after, action, text);
    if (after.number() != null) {
      events.publishEvent(new InvoiceChanged(after.id(), false));
    }
  }
}
