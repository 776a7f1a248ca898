package dev.tandem.practice.billing;

import static java.util.stream.Collectors.groupingBy;

import dev.tandem.practice.appointments.AppointmentId;
import dev.tandem.practice.appointments.AppointmentView;
import dev.tandem.practice.appointments.Appointments;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.Clients;
import dev.tandem.practice.setup.LocationId;
import dev.tandem.practice.setup.PractitionerId;
import dev.tandem.practice.setup.ServiceView;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.Ids;
import dev.tandem.shared.InvalidInput;
import dev.tandem.shared.NoSuchRecord;
import dev.tandem.shared.Refused;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Invoices and payments. Whether an invoice is settled is decided here alone, with the invoice's
 * row locked: two payments at once cannot pay more than is owed.
 */
@Component
@Transactional
public class Billing {

  private final InvoiceRepository invoices;
  private final InvoiceListRepository lists;
  private final PaymentRepository payments;
  private final InvoiceNumbers numbers;
  private final Issuing issuing;
  private final Payments taking;
  private final ReturningInvoices returning;
  private final BillingStory story;
  private final Appointments appointments;
  private final Clients clients;
  private final Setup setup;
  private final CurrencyRules currencies;
  private final WhileCredited credited;
  private final Relocations relocations;
  private final ObjectProvider<BookedPayments> booked;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  Billing(
      InvoiceRepository invoices,
      InvoiceListRepository lists,
      PaymentRepository payments,
      InvoiceNumbers numbers,
      Issuing issuing,
      Payments taking,
      ReturningInvoices returning,
      BillingStory story,
      Appointments appointments,
      Clients clients,
      Setup setup,
      CurrencyRules currencies,
      WhileCredited credited,
      ObjectProvider<Relocations> relocations,
      ObjectProvider<BookedPayments> booked,
      ApplicationEventPublisher events,
      Clock clock) {
    this.invoices = invoices;
    this.lists = lists;
    this.payments = payments;
    this.numbers = numbers;
    this.issuing = issuing;
    this.taking = taking;
    this.returning = returning;
    this.story = story;
    this.appointments = appointments;
    this.clients = clients;
    this.setup = setup;
    this.currencies = currencies;
    this.credited = credited;
    this.relocations = relocations.getIfAvailable(() -> Relocations.NONE);
    this.booked = booked;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Issues the invoice of a completed appointment: one line, priced by its service. Asked again, it
   * gives the same invoice.
   *
   * @throws Refused if the service lacks what an invoice needs; the message says where to set it
   */
  public InvoiceId issueFor(AppointmentId appointment) {
    return issuing.issueFor(appointment);
  }

  /**
   * Where a line for this service belongs in the books of the organisation that the location's
   * invoices go to; account and tax are empty where nobody has said them.
   *
   * @param service null for a line of none
   */
  @Transactional(readOnly = true)
  public Posting posting(
      @Nullable ServiceView service,
      @Nullable PractitionerId practitioner,
      @Nullable LocationId location) {
    return issuing.posting(service, practitioner, location);
  }

  /** Whose work the appointment's invoice charges for. */
  @Transactional(readOnly = true)
  public PractitionerId practitionerOf(AppointmentId appointment) {
    return appointments.find(appointment).slot().practitioner();
  }

  /** What the ledger charges for this tax, in percent; empty where nothing is known of it. */
  @Transactional(readOnly = true)
  public Optional<BigDecimal> taxRate(String taxType, @Nullable LocationId location) {
    return issuing.taxRate(taxType, location);
  }

  /** Begins an invoice. It gets its number, and the ledger hears of it, when it is approved. */
  public InvoiceId draft(InvoiceDetails details) {
    return begin(new InvoiceId(Ids.next(clock)), details);
  }

  private InvoiceId begin(InvoiceId id, InvoiceDetails details) {
    requireOwn(details, null);
    currencies.check(details, null);
    Invoice draft = Invoice.draft(id, details, setup.practice().currency());
    if (!invoices.add(draft)) {
      throw new Refused("There is already an invoice for this appointment.");
    }
    story.note(draft, "drafted", "began an invoice");
    return draft.id();
  }

  /**
   * Writes an invoice of which its writer has chosen the id, once: asked again for the same,
   * nothing more is written, though a draft may go on its way by that.
   *
   * @param as what becomes of it at once
   * @throws InvoiceChangedMeanwhile if that invoice is there and says something else
   * @throws InvoiceForAnother if that invoice is there and for another client
   */
  public InvoiceId write(InvoiceId id, InvoiceDetails details, WrittenAs as) {
    if (invoices.byIds(List.of(id)).isEmpty()) {
      begin(id, details);
    } else {
      requireSame(invoices.hold(id), details, as);
    }
    proceed(id, as);
    return id;
  }

  private void requireSame(Invoice written, InvoiceDetails wanted, WrittenAs as) {
    if (!written.details().client().equals(wanted.client())) {
      throw new InvoiceForAnother(written);
    }
    boolean same = written.details().equals(wanted.orIn(setup.practice().currency(), null));
    if (!same || written.isBeyond(as)) {
      throw new InvoiceChangedMeanwhile(written);
    }
  }

  /** Writes an invoice and issues it as the practice has set: both, or neither. */
  public InvoiceId issue(InvoiceDetails details) {
    return issue(details, WrittenAs.of(setup.preferences()));
  }

  /** The same as somebody says this once. */
  public InvoiceId issue(InvoiceDetails details, WrittenAs as) {
    InvoiceId id = draft(details);
    proceed(id, as);
    return id;
  }

  /**
   * Sends a draft on its way; one that is on it already does not go back.
   *
   * @throws Refused if it is void
   */
  public void proceed(InvoiceId id, WrittenAs as) {
    switch (as) {
      case KEPT -> {}
      case DRAFT -> send(id);
      case APPROVED -> approve(id);
    }
  }

  /** A draft gets its number and reaches the ledger as a draft. Again changes nothing. */
  private void send(InvoiceId id) {
    Invoice it = invoices.hold(id);
    if (it.status() == InvoiceStatus.VOIDED) {
      throw new Refused(it.name() + " is void and cannot be sent.");
    }
    if (it.number() == null) {
      issuing.issue(it);
    }
  }

  /**
   * Changes what a person saw on a page.
   *
   * @param seen what {@link InvoiceView#seen} said then
   * @param as what becomes of a draft in the same step
   * @param shown what {@link Relocations.Moved#shown} said of its lines; empty if nothing was shown
   * @throws InvoiceChangedMeanwhile if the invoice says something else by now
   * @throws InvalidInput if its lines go elsewhere by this than was shown
   */
  public void rewrite(
      InvoiceId id, String seen, InvoiceDetails wanted, WrittenAs as, String shown) {
    Invoice before = invoices.hold(id);
    if (!before.details().fingerprint().equals(seen)) {
      throw new InvoiceChangedMeanwhile(before.name());
    }
    holdPlace(before, wanted);
    relocated(id, wanted.location(), wanted.lines())
        .filter(it -> !it.shown().equals(shown))
        .ifPresent(
            it -> {
              throw new InvalidInput(
                  "location",
                  it.elsewhere()
                      ? "It goes to %s by this, which has other accounts and taxes. Look at what changes below, then save again."
                          .formatted(it.books())
                      : "Its lines are mapped anew by this. Look at what changes below, then save again.");
            });
    change(id, wanted);
    if (before.status() == InvoiceStatus.DRAFT) {
      proceed(id, as);
    }
  }

  /**
   * Lines as they will be when it is earned elsewhere; empty where they stay as written.
   *
   * @param to null for nowhere in particular
   */
  @Transactional(readOnly = true)
  public Optional<Relocations.Moved> relocated(
      InvoiceId id, @Nullable LocationId to, List<LineDetails> lines) {
    InvoiceView before = find(id);
    return Objects.equals(before.location(), to)
        ? Optional.empty()
        : relocations.of(before, to, lines);
  }

  private void holdPlace(Invoice before, InvoiceDetails wanted) {
    if (!Objects.equals(before.details().location(), wanted.location())) {
      relocations.hold(before.id());
    }
  }

  /**
   * What {@link #change} would make of it; nothing is done.
   *
   * @throws ChargeStands if what it charged stands
   */
  @Transactional(readOnly = true)
  public InvoiceView preview(InvoiceId id, InvoiceDetails written) {
    return InvoiceView.of(changed(invoices.find(id), written), payments.of(List.of(id)));
  }

  public void change(InvoiceId id, InvoiceDetails written) {
    Invoice before = invoices.hold(id);
    holdPlace(before, written);
    Invoice after = changed(before, written);
    if (after.equals(before)) {
      return;
    }
    invoices.storeWithLines(after);
    story.note(
        after, "changed", "changed " + (after.number() == null ? "the draft" : after.number()));
    changed(before, after);
  }

  /** The same invoice where nothing is different. */
  private Invoice changed(Invoice before, InvoiceDetails written) {
    InvoiceId id = before.id();
    InvoiceDetails wanted =
        relocated(id, written.location(), written.lines())
            .map(it -> written.with(written.lineAmounts(), it.lines()))
            .orElse(written)
            .orIn(before.currency(), before.details().rate());
    if (before.details().equals(wanted)) {
      return before;
    }
    requireOwn(wanted, before);
    boolean samePayer = Objects.equals(wanted.payer(), before.details().payer());
    if (!samePayer || !wanted.equals(before.afterPayment(wanted))) {
      credited.refuse(
          before, "changing anything but reference, due date, texts, accounts and tracking");
    }
    currencies.check(wanted, before);
    return before.change(wanted);
  }

  /** Makes it owed; a draft that was not issued yet gets its number. Again changes nothing. */
  public void approve(InvoiceId id) {
    Invoice before = invoices.hold(id);
    Invoice after = before.approve();
    if (after.equals(before)) {
      return;
    }
    if (after.number() == null) {
      issuing.issue(after);
      return;
    }
    invoices.store(after);
    story.note(after, "approved", "approved " + after.number());
    changed(before, after);
    events.publishEvent(new InvoiceApproved(after.id()));
  }

  /**
   * Whether it can be cancelled for good; nothing is done.
   *
   * @throws Refused if it cannot, and why
   */
  @Transactional(readOnly = true)
  public void requireVoidable(InvoiceId id) {
    Invoice it = invoices.find(id);
    if (it.status() == InvoiceStatus.VOIDED) {
      throw new Refused(it.name() + " is void already.");
    }
    it.voided();
    credited.refuse(it, "voiding it");
  }

  /**
   * As {@link #voidInvoice(InvoiceId)}, by somebody who saw what will happen.
   *
   * @param seen as {@link InvoiceView#seen} said
   * @throws InvoiceChangedMeanwhile if it says something else by now
   */
  public void voidInvoice(InvoiceId id, String seen) {
    InvoiceView before = hold(id);
    if (before.status() != InvoiceStatus.VOIDED && !before.seen().equals(seen)) {
      throw new InvoiceChangedMeanwhile(invoices.find(id).name());
    }
    voidInvoice(id);
  }

  /** Cancels it for good; its appointment can be invoiced again. Again changes nothing. */
  public void voidInvoice(InvoiceId id) {
    Invoice before = invoices.hold(id);
    Invoice after = before.voided();
    if (after.equals(before)) {
      return;
    }
    credited.refuse(before, "voiding it");
    invoices.store(after);
    story.note(
        after, "voided", "voided " + (after.number() == null ? "the draft" : after.number()));
    changed(before, after);
  }

  /**
   * @throws InvoiceAlreadySettled if somebody was quicker
   * @throws Refused if it is more than what is left, or the invoice is a draft or void
   */
  public PaymentId takePayment(InvoiceId id, PaymentDetails payment) {
    return takePayment(freshPayment(), id, payment);
  }

  /** An id for a page on which somebody is about to take a payment. */
  public PaymentId freshPayment() {
    return new PaymentId(Ids.next(clock));
  }

  /** Whether a payment was recorded from this page. */
  public boolean isTaken(PaymentId page) {
    return payments.find(page).isPresent();
  }

  /**
   * The same, once: asked again with the id of the same page, it is the same payment.
   *
   * @param page from {@link #freshPayment}
   * @throws Refused also if that page recorded another payment before
   */
  public PaymentId takePayment(PaymentId page, InvoiceId id, PaymentDetails payment) {
    Invoice held = invoices.hold(id);
    PaymentDetails checked = payment.checked(today());
    Optional<PaymentView> known = payments.find(page);
    if (known.isEmpty()) {
      return taking.take(Ids.isRandom(page.value()) ? page : freshPayment(), held, checked);
    }
    if (known.get().removed()) {
      throw new Refused(
          "The payment that was recorded from this page was removed since. Open the page anew to take another.");
    }
    if (!known.get().invoice().equals(id) || !known.get().isOf(checked)) {
      throw new Refused(
          "A payment was recorded from this page already. Look at it below, then open the page anew.");
    }
    return page;
  }

  /**
   * Takes back a payment that was recorded here by mistake; the invoice is owed again.
   *
   * @throws Refused if it was recorded in the ledger: it is matched with the bank there; or if the
   *     ledger has it on a day that is closed there
   */
  public InvoiceId removePayment(PaymentId id) {
    Invoice held = invoices.hold(findPayment(id).invoice());
    PaymentView payment = findPayment(id);
    if (!payment.removed()) {
      if (payment.fromLedger()) {
        throw new Refused(
            "This payment was recorded in the ledger. Once it is removed there it goes here, too.");
      }
      String stays = booked.getIfAvailable(() -> BookedPayments.NONE).staying(List.of(id)).get(id);
      if (stays != null) {
        throw new Refused(stays);
      }
      taking.remove(held, payment, false);
    }
    return held.id();
  }

  /**
   * Takes what the ledger knows of payments for this invoice. Payments are told apart by the
   * ledger's id, so telling twice is harmless; those that are not mentioned stay as they are.
   */
  public void recordLedgerPayments(InvoiceId id, Collection<LedgerPayment> told) {
    Invoice held = invoices.hold(id);
    told.forEach(it -> taking.record(held, it));
  }

  /**
   * Remembers under which id the ledger knows a payment that was taken here.
   *
   * @param ledgerId null if it does not know it any more
   */
  public void paymentIsKnownAs(PaymentId id, @Nullable String ledgerId) {
    PaymentView payment = findPayment(id);
    invoices.hold(payment.invoice());
    payments.store(findPayment(id).knownAs(ledgerId));
  }

  /**
   * Those of an invoice that the ledger has no longer and had under one of these ids: shown again,
   * it is the same money.
   *
   * @return by these ids
   */
  @Transactional(readOnly = true)
  public Map<String, PaymentView> lostPayments(InvoiceId id, Collection<String> ledgerIds) {
    return ledgerIds.isEmpty() ? Map.of() : payments.lost(id, ledgerIds);
  }

  /** As {@link #find}; its row is the caller's until the transaction ends. */
  public InvoiceView hold(InvoiceId id) {
    invoices.hold(id);
    return find(id);
  }

  /** The rows of these are the caller's until the transaction ends; those that are none are not. */
  public void holdAll(Collection<InvoiceId> ids) {
    invoices.holdAll(ids);
  }

  /** The same of those that nobody else holds just now, without waiting; gives these. */
  public Set<InvoiceId> holdFree(Collection<InvoiceId> ids) {
    return invoices.holdFree(ids);
  }

  /** Drafts of a location that were not issued yet. */
  @Transactional(readOnly = true)
  public List<InvoiceView> unissuedAt(LocationId location) {
    return byIds(invoices.unissuedAt(location));
  }

  /**
   * Settles some of it by a credit note, or less again.
   *
   * @param by how much more of it is settled so; 0 only tells it in the invoice's story
   */
  public void credit(InvoiceId id, BigDecimal by, String action, String text) {
    Invoice before = invoices.hold(id);
    Invoice after = before.settledBy(before.paid(), before.credited().add(by));
    invoices.store(after);
    story.note(after, action, text);
    if (after.status() == InvoiceStatus.PAID && before.status() != InvoiceStatus.PAID) {
      events.publishEvent(new InvoicePaid(after.id()));
    }
  }

  /**
   * The same of one that a reading may have brought in as somebody's in the ledger: then that is
   * taken back, or the invoice would be paid twice.
   */
  public void paymentIsOurs(PaymentId id, String ledgerId) {
    PaymentView payment = findPayment(id);
    Invoice held = invoices.hold(payment.invoice());
    payments
        .byLedgerId(ledgerId)
        .filter(it -> it.fromLedger() && it.invoice().equals(held.id()))
        .ifPresent(it -> taking.takeForOurs(held, it));
    payments.store(findPayment(id).knownAs(ledgerId));
  }

  /** As {@link #paymentIsOurs}, of many in one step. */
  public void paymentsAreOurs(Map<PaymentId, String> ledgerIds) {
    List<PaymentView> ours = payments.byIds(ledgerIds.keySet());
    Set<InvoiceId> held = ours.stream().map(PaymentView::invoice).collect(Collectors.toSet());
    invoices.holdAll(held);
    payments.byLedgerIds(ledgerIds.values()).stream()
        .filter(it -> it.fromLedger() && held.contains(it.invoice()))
        .forEach(it -> taking.takeForOurs(invoices.hold(it.invoice()), it));
    payments.know(ledgerIds);
  }

  /** The ledger does not know these any more. */
  public void paymentsAreUnknown(Collection<PaymentId> ids) {
    invoices.holdAll(
        payments.byIds(ids).stream().map(PaymentView::invoice).collect(Collectors.toSet()));
    payments.lose(ids);
  }

  /**
   * The ledger has lost what was recorded there, and the money came in all the same: it counts on,
   * as if it had been taken here, and can be taken back here.
   */
  public void paymentIsOfHere(PaymentId id) {
    Invoice held = invoices.hold(findPayment(id).invoice());
    PaymentView payment = findPayment(id);
    if (payment.fromLedger() && !payment.removed()) {
      taking.keep(held, payment);
    }
  }

  /** Takes what the ledger changed. It happened there, so our own rules do not refuse it. */
  public void takeFromLedger(InvoiceId id, LedgerChange change) {
    Invoice before = invoices.hold(id);
    Invoice after = change.onto(before);
    if (after.equals(before)) {
      return;
    }
    if (before.status() == InvoiceStatus.VOIDED && after.status() != InvoiceStatus.VOIDED) {
      checkStandsAlone(before);
    }
    invoices.storeWithLines(after);
    story.note(after, "changed", "changed " + after.name() + " in the ledger");
    changed(before, after);
  }

  /** An appointment is charged once: what was void does not stand again beside its successor. */
  private void checkStandsAlone(Invoice it) {
    AppointmentId appointment = it.details().appointment();
    if (appointment != null) {
      invoices
          .standingFor(appointment)
          .ifPresent(
              other -> {
                throw new Refused(
                    "Its appointment was invoiced anew meanwhile: void %s first, or let %s stay void."
                        .formatted(invoices.find(other).name(), it.name()));
              });
    }
  }

  /**
   * Gives an issued invoice the next number, because the ledger has its own for another. What goes
   * by the old one (a print, a mail) has to be made anew by whoever gave it out.
   *
   * @param instead the number that it shall no longer have; where it has another by now, somebody
   *     was faster (or clicked twice), and it keeps that
   * @return the number that it has now
   * @throws Refused if it was never issued, or is void
   */
  public String giveNextNumber(InvoiceId id, String instead) {
    Invoice before = invoices.hold(id);
    String present = before.number();
    if (present != null && !present.equals(instead)) {
      return present;
    }
    if (present == null || before.status() == InvoiceStatus.VOIDED) {
      throw new Refused("Only an invoice that was issued and is not void can get another number.");
    }
    String next = numbers.next();
    Invoice after = before.numbered(next);
    invoices.store(after);
    story.note(after, "renumbered", "gave " + present + " the number " + next);
    changed(before, after);
    return next;
  }

  /** These invoice numbers are in use in the ledger: ours go on above those of our own form. */
  public void passNumbers(Collection<String> used) {
    numbers.passBy(used);
  }

  /** Whether it could be one of our numbers: our prefix and digits. */
  @Transactional(readOnly = true)
  public boolean numbersLike(String number) {
    return numbers.own(number).isPresent();
  }

  /** The number that the next invoice will get. */
  @Transactional(readOnly = true)
  public String upcomingNumber() {
    return numbers.upcoming();
  }

  /** When anything about it was last changed here. */
  @Transactional(readOnly = true)
  public Instant changedAt(InvoiceId id) {
    return invoices.changedAt(id);
  }

  /**
   * Those of the numbers that invoices here carry, of each the oldest that has it: the ledgers of
   * several organisations may have the same.
   */
  @Transactional(readOnly = true)
  public Map<String, InvoiceId> byNumbers(Collection<String> numbers) {
    return allByNumbers(numbers).entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, it -> it.getValue().getFirst()));
  }

  /** The same with all that have each. */
  @Transactional(readOnly = true)
  public Map<String, List<InvoiceId>> allByNumbers(Collection<String> numbers) {
    return invoices.byNumbers(numbers);
  }

  /**
   * Adds an invoice again as the ledger remembers it: a restored database does not know it any
   * more. It belongs to no appointment: which one it was for, the ledger never knew.
   *
   * @param id the one it had, where the ledger tells it
   */
  public InvoiceId bringBack(@Nullable InvoiceId id, LostInvoice lost) {
    return returning.bringBack(id == null ? new InvoiceId(Ids.next(clock)) : id, lost);
  }

  /**
   * Adds an invoice that somebody made in the ledger, under its number there, whoever else has that
   * number: it happened. Nobody is told of it as of one that is issued here.
   */
  public InvoiceId bringIn(LostInvoice made) {
    return returning.bringIn(new InvoiceId(Ids.next(clock)), made);
  }

  /**
   * Adds a payment again that was taken here; by which means is not known any more.
   *
   * @param id one that the ledger's mark of this payment fits
   */
  public void bringBack(PaymentId id, InvoiceId invoice, LedgerPayment payment) {
    taking.bringBack(invoices.hold(invoice), id, payment);
  }

  @Transactional(readOnly = true)
  public InvoiceView find(InvoiceId id) {
    return InvoiceView.of(invoices.find(id), payments.of(List.of(id)));
  }

  /** Those that exist, newest first. */
  @Transactional(readOnly = true)
  public List<InvoiceView> byIds(Collection<InvoiceId> ids) {
    Map<InvoiceId, List<PaymentView>> paid =
        payments.of(ids).stream().collect(groupingBy(PaymentView::invoice));
    return invoices.byIds(ids).stream()
        .map(it -> InvoiceView.of(it, paid.getOrDefault(it.id(), List.of())))
        .sorted(
            Comparator.comparing(InvoiceView::date)
                .thenComparing(it -> it.id().toString())
                .reversed())
        .toList();
  }

  /** The locations of those that belong to one. */
  @Transactional(readOnly = true)
  public Map<InvoiceId, LocationId> locations(Collection<InvoiceId> ids) {
    return invoices.locations(ids);
  }

  /** Those that are for the client or paid by them, newest first. */
  @Transactional(readOnly = true)
  public List<InvoiceView> ofClient(ClientId client, int limit) {
    return byIds(invoices.ofClient(client, limit));
  }

  @Transactional(readOnly = true)
  public InvoicePage search(InvoiceSearch search) {
    return lists.page(search);
  }

  /**
   * All that a search finds, some hundred at a time, newest first: for files. Each portion begins
   * where the last one ended, so the thousandth costs no more than the first.
   *
   * @param after the last invoice of the portion before; null for the first
   */
  @Transactional(readOnly = true)
  public List<InvoiceRow> portion(InvoiceSearch search, @Nullable InvoiceId after) {
    return lists.after(search, after);
  }

  @Transactional(readOnly = true)
  public List<PaymentView> paymentsByIds(Collection<PaymentId> ids) {
    return payments.byIds(ids);
  }

  /** Attended but not invoiced, oldest first, with what stands in the way. */
  @Transactional(readOnly = true)
  public List<ToIssue> toIssue(int limit) {
    return appointments.awaitingInvoice(limit).stream().map(this::toIssue).toList();
  }

  private ToIssue toIssue(AppointmentView it) {
    return new ToIssue(it, issuing.obstacle(it, setup.service(it.service())).orElse(null));
  }

  /** Said here as 404; the database would refuse it, too, but without words. */
  private void requireOwn(InvoiceDetails details, @Nullable Invoice before) {
    clients.find(details.client());
    ClientId payer = details.payer();
    if (payer != null) {
      boolean had = before != null && payer.equals(before.details().payer());
      if (clients.find(payer).archived() && !had) {
        throw new InvalidInput(
            "payer", "They are archived: choose somebody else, or restore them first");
      }
    }
    if (details.location() != null) {
      setup.location(details.location());
    }
  }

  private PaymentView findPayment(PaymentId id) {
    return payments.find(id).orElseThrow(() -> new NoSuchRecord("payment", id));
  }

  private void changed(Invoice before, Invoice after) {
    if (after.number() != null) {
      boolean moved = !Objects.equals(before.details().location(), after.details().location());
      events.publishEvent(new InvoiceChanged(after.id(), moved));
    }
    if (after.status() == InvoiceStatus.PAID && before.status() != InvoiceStatus.PAID) {
      events.publishEvent(new InvoicePaid(after.id()));
    }
  }

  private LocalDate today() {
    return LocalDate.now(clock.withZone(setup.practice().zone()));
  }
}
