package dev.tandem.practice.takings;

import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.BillingFigures;
import dev.tandem.practice.billing.DayPayment;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.PaymentId;
import dev.tandem.practice.billing.PaymentView;
import dev.tandem.practice.setup.Setup;
import dev.tandem.practice.takings.TakingsRepository.Kept;
import dev.tandem.shared.Ids;
import dev.tandem.shared.InvalidInput;
import dev.tandem.shared.NoSuchRecord;
import dev.tandem.shared.RecordRef;
import dev.tandem.shared.Refused;
import dev.tandem.shared.Tally;
import dev.tandem.staff.Actor;
import dev.tandem.staff.AuditTrail;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A day's takings. Days are the practice's; a payment belongs to the day on which the money came
 * in.
 */
@Component
@Transactional
public class Takings {

  private static final int LONGEST_NOTE = 500;

  /** More than a month of days that nobody closed is not listed one by one. */
  private static final int MOST_DAYS = 31;

  private final TakingsRepository takings;
  private final ClosingRepository closings;
  private final Receipts receipts;
  private final KeptMethods methods;
  private final Billing billing;
  private final BillingFigures figures;
  private final Setup setup;
  private final UnclosedDays unclosed;
  private final AuditTrail trail;
  private final Clock clock;

  Takings(
      TakingsRepository takings,
      ClosingRepository closings,
      Receipts receipts,
      KeptMethods methods,
      Billing billing,
      BillingFigures figures,
      Setup setup,
      UnclosedDays unclosed,
      AuditTrail trail,
      Clock clock) {
    this.takings = takings;
    this.closings = closings;
    this.receipts = receipts;
    this.methods = methods;
    this.billing = billing;
    this.figures = figures;
    this.setup = setup;
    this.unclosed = unclosed;
    this.trail = trail;
    this.clock = clock;
  }

  /** Whether a payment goes with its day's takings, not by itself. */
  @Transactional(readOnly = true)
  public boolean keeps(PaymentId payment) {
    return takings.kept(payment).isPresent();
  }

  /** Those of these payments that wait for the close of their day. */
  @Transactional(readOnly = true)
  public Set<PaymentId> waiting(Collection<PaymentId> payments) {
    return takings.kept(payments).stream()
        .filter(it -> it.receipt() == null)
        .map(Kept::payment)
        .collect(Collectors.toSet());
  }

  /** The receipts with which these payments go; those without one are missing. */
  @Transactional(readOnly = true)
  public Map<PaymentId, ReceiptId> receiptsOf(Collection<PaymentId> payments) {
    var found = new HashMap<PaymentId, ReceiptId>();
    takings.kept(payments).stream()
        .filter(it -> it.receipt() != null)
        .forEach(it -> found.put(it.payment(), it.receipt()));
    return found;
  }

  /** Those that exist, oldest first. */
  @Transactional(readOnly = true)
  public List<ReceiptView> receipts(Collection<ReceiptId> ids) {
    return ids.isEmpty() ? List.of() : takings.receipts(ids);
  }

  /** Those that do not count any more and were made of some of these payments, oldest first. */
  @Transactional(readOnly = true)
  public List<ReceiptView> replacedOf(Collection<PaymentId> payments) {
    return payments.isEmpty() ? List.of() : takings.replacedOf(payments);
  }

  /**
   * Those of these that cannot be changed but by making others: the ledger has or may have them.
   */
  @Transactional(readOnly = true)
  public Set<ReceiptId> begun(Collection<ReceiptView> all) {
    return receipts.begun(all.stream().map(ReceiptView::id).toList());
  }

  /** For people: the account that each of these goes to; empty where none is known. */
  @Transactional(readOnly = true)
  public Map<ReceiptId, String> accounts(Collection<ReceiptView> all) {
    return receipts.accounts(all);
  }

  /** What these wait for that somebody has to put right; the others are missing. */
  @Transactional(readOnly = true)
  public Map<ReceiptId, Deposits.Wait> waits(Collection<ReceiptView> all) {
    return receipts.waits(all.stream().map(ReceiptView::id).toList());
  }

  /**
   * Keeps a payment back if its means says so and it is in the practice's own currency; not one
   * that could not be banked with others.
   */
  void take(PaymentId id) {
    for (PaymentView it : billing.paymentsByIds(List.of(id))) {
      // Xero: batches are paid in the organisation's base currency only.
      if (methods.now().contains(it.method())
          && receipts.apart(List.of(it.invoice())).isEmpty()
          && billing.find(it.invoice()).currency().equals(setup.practice().currency())) {
        takings.keep(id);
      }
    }
  }

  /**
   * The ledger has banked it with others and lost the invoice that it paid: their receipt stays as
   * it is there, and whatever is made in its place goes without this one.
   *
   * @return the day with whose takings it was banked; empty if it was not
   */
  public Optional<LocalDate> setFree(PaymentId id) {
    Kept it = hold(id).orElse(null);
    if (it == null || it.receipt() == null) {
      return Optional.empty();
    }
    LocalDate day = takings.receipts(List.of(it.receipt())).getFirst().day();
    if (!receipts.begun(it.receipt())) {
      if (billing.paymentsByIds(List.of(id)).stream().allMatch(one -> one.ledgerId() == null)) {
        return Optional.empty();
      }
      // The one in whose place this is to come has it there.
      receipts.lose(it.receipt(), id);
    }
    takings.setFree(id);
    return Optional.of(day);
  }

  /** A payment was removed here: it does not wait any more, or its receipt is made anew. */
  void remove(PaymentId payment) {
    hold(payment)
        .ifPresent(
            it -> {
              if (it.receipt() == null) {
                takings.letGo(payment);
                unclosed.settle();
              } else {
                receipts.lose(it.receipt(), payment);
              }
            });
  }

  /**
   * Where a payment stands, its receipt and then its own row locked: whoever changes a receipt has
   * it before its members, so that two who remove two payments of one make one anew, not two.
   */
  private Optional<Kept> hold(PaymentId payment) {
    Kept before = takings.kept(payment).orElse(null);
    while (before != null && before.receipt() != null) {
      takings.lockReceipts(List.of(before.receipt()));
      Kept now = takings.kept(payment).orElse(null);
      if (before.equals(now)) {
        break;
      }
      before = now;
    }
    Optional<Kept> held = takings.lock(List.of(payment)).stream().findFirst();
    if (before != null && before.receipt() == null && held.map(Kept::receipt).isPresent()) {
      throw new Refused("The day of this payment was closed just now. Try again.");
    }
    return held;
  }

  /**
   * Receipts whose payments have come to belong to several places are made anew, one for each.
   * Those that the ledger has or may have stay as they are.
   */
  public void regroup(Collection<ReceiptId> ids) {
    takings.lockReceipts(ids);
    receipts(ids).forEach(receipts::regroup);
  }

  /**
   * Gives a receipt that never went another date for the ledger and the bank, because its own is
   * closed there. Its payments, and the takings of their day, stay where they are.
   *
   * @throws Refused if the ledger has it or may have it
   * @throws InvalidInput if the date is before the receipt's day or after today
   */
  public void bankOn(ReceiptId id, LocalDate date) {
    takings.lockReceipts(List.of(id));
    ReceiptView receipt = checked(id, date);
    receipts.bankOn(receipt, date);
    note(receipt.close(), "changed", "banks takings of " + receipt.day() + " on " + date);
  }

  /** As {@link #bankOn}, without doing it. */
  @Transactional(readOnly = true)
  public void checkBankOn(ReceiptId id, LocalDate date) {
    if (!begun(List.of(checked(id, date))).isEmpty()) {
      throw new Refused("It is in the ledger already, or on its way there.");
    }
  }

  private ReceiptView checked(ReceiptId id, LocalDate date) {
    ReceiptView receipt =
        takings.receipts(List.of(id)).stream()
            .findFirst()
            .orElseThrow(() -> new NoSuchRecord("receipt", id));
    if (date.isBefore(receipt.day()) || date.isAfter(today())) {
      throw new InvalidInput("date", "From the day of the takings to today");
    }
    return receipt;
  }

  /**
   * Kept payments of this day whose invoice is void: the money came in, no receipt takes it along.
   */
  @Transactional(readOnly = true)
  public List<DayPayment> strayed(DayTakings day) {
    List<DayPayment> kept =
        day.entries().stream()
            .filter(it -> it.way() != DayTakings.Way.AT_ONCE)
            .map(DayTakings.Entry::payment)
            .toList();
    Set<InvoiceId> voided =
        kept.isEmpty()
            ? Set.of()
            : takings.voided(kept.stream().map(DayPayment::invoice).distinct().toList());
    return kept.stream().filter(it -> voided.contains(it.invoice())).toList();
  }

  /** Days on which something waits for the close, oldest first. */
  @Transactional(readOnly = true)
  public List<OpenDay> openDays() {
    return takings.openDays(MOST_DAYS);
  }

  /** Payments that wait for the close of a day up to this one. */
  @Transactional(readOnly = true)
  public Tally open(LocalDate last) {
    return takings.open(last);
  }

  /** What came in on that day, and what became of it. */
  @Transactional(readOnly = true)
  public DayTakings of(LocalDate day) {
    List<DayPayment> payments = figures.paymentsOf(day);
    Map<PaymentId, Kept> kept =
        takings.kept(payments.stream().map(DayPayment::id).toList()).stream()
            .collect(Collectors.toMap(Kept::payment, it -> it));
    return DayTakings.of(day, payments, kept, takings.ofDay(day), closings.of(day));
  }

  /**
   * Closes a day: what was kept back goes to the bank, one receipt for each means and account. A
   * day can be closed again for what comes in later.
   *
   * @param seen what {@link DayTakings#seen} said when it was counted
   * @param counts of each means and location that has something open, what was counted
   * @param note what a difference is about
   * @throws Refused if nothing is open, or something came in meanwhile
   */
  public CloseId close(LocalDate day, String seen, Collection<Count> counts, String note) {
    DayTakings before = of(day);
    List<PaymentId> open = before.open().stream().map(it -> it.payment().id()).toList();
    Set<PaymentId> free = new HashSet<>();
    takings.lock(open).stream()
        .filter(it -> it.receipt() == null)
        .forEach(it -> free.add(it.payment()));
    if (open.isEmpty()) {
      throw new Refused("Nothing of this day waits to be closed.");
    }
    if (!before.seen().equals(seen) || free.size() != open.size()) {
      throw new Refused(
          "The day's payments changed while you counted. Look at the new sums, then close the day.");
    }
    check(counts, note);
    var id = new CloseId(Ids.next(clock));
    closings.add(
        new ClosingView(
            id, day, clock.instant(), Actor.current().name(), note.strip(), List.copyOf(counts)));
    receipts.make(id, day, open);
    unclosed.settle();
    note(id, "closed", "closed the takings of " + day);
    return id;
  }

  private static void check(Collection<Count> counts, String note) {
    boolean differs = counts.stream().anyMatch(it -> it.difference().signum() != 0);
    if (differs && note.isBlank()) {
      throw new InvalidInput("note", "Say what the difference is about");
    }
    if (note.length() > LONGEST_NOTE) {
      throw new InvalidInput("note", "At most " + LONGEST_NOTE + " characters");
    }
  }

  /**
   * Opens a day again.
   *
   * @return the day
   * @throws Refused if something of it is in the ledger or on its way
   */
  public LocalDate reopen(CloseId close) {
    LocalDate day = closings.lock(close).orElseThrow(() -> new NoSuchRecord("closing", close));
    List<ReceiptId> all = takings.ofClose(close);
    takings.lockReceipts(all);
    if (all.stream().anyMatch(receipts::begun)) {
      throw new Refused(
          "Part of this day is in Xero already, so it stays closed. Remove a payment that is wrong: its receipt is deleted there and made anew without it.");
    }
    all.forEach(receipts::withdraw);
    closings.reopen(close, clock.instant());
    note(close, "reopened", "opened the takings of " + day + " again");
    return day;
  }

  /**
   * Lets a payment go by itself, so that what stands in its way does not keep the others.
   *
   * @return its day
   * @throws Refused if its receipt is in the ledger or on its way
   */
  public LocalDate leaveOut(PaymentId id) {
    PaymentView payment =
        billing.paymentsByIds(List.of(id)).stream()
            .findFirst()
            .orElseThrow(() -> new NoSuchRecord("payment", id));
    Kept it = hold(id).orElse(null);
    if (it == null) {
      return payment.date();
    }
    if (it.receipt() != null && receipts.begun(it.receipt())) {
      throw new Refused("This payment's receipt is in Xero already, or on its way there.");
    }
    if (it.receipt() != null && payment.ledgerId() != null) {
      throw new Refused(
          "Xero still has this payment in the receipt that this one takes the place of. Once that is deleted there, it can go by itself.");
    }
    if (it.receipt() != null) {
      receipts.lose(it.receipt(), id);
    }
    receipts.letGo(id, payment.invoice());
    unclosed.settle();
    return payment.date();
  }

  private void note(CloseId close, String action, String text) {
    trail.note(new RecordRef("takings", close.value()), null, action, text);
  }

  /** Today in the practice's zone. */
  @Transactional(readOnly = true)
  public LocalDate today() {
    return LocalDate.now(clock.withZone(setup.practice().zone()));
  }
}
