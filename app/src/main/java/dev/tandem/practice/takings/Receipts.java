package dev.tandem.practice.takings;

import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceStatus;
import dev.tandem.practice.billing.PaymentId;
import dev.tandem.practice.billing.PaymentMethod;
import dev.tandem.practice.billing.PaymentView;
import dev.tandem.practice.takings.Deposits.Place;
import dev.tandem.practice.takings.ReceiptView.Member;
import dev.tandem.practice.takings.ReceiptView.State;
import dev.tandem.shared.Ids;
import dev.tandem.shared.RecordRef;
import dev.tandem.shared.Refused;
import dev.tandem.shared.changes.Changes;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Makes receipts of kept payments, and makes them anew where one of their payments goes. */
@Component
class Receipts {

  /**
   * The bank shows one sum, so a day's payments go together as far as a call may be long. Xero: 10
   * MB, of which 3.5 are practical; its answer names an invoice with each payment, some 600 bytes.
   */
  private static final int MOST = 5_000;

  private final TakingsRepository takings;
  private final Billing billing;
  private final ObjectProvider<Deposits> deposits;
  private final ApplicationEventPublisher events;
  private final Changes changes;
  private final Clock clock;

  Receipts(
      TakingsRepository takings,
      Billing billing,
      ObjectProvider<Deposits> deposits,
      ApplicationEventPublisher events,
      Changes changes,
      Clock clock) {
    this.takings = takings;
    this.billing = billing;
    this.deposits = deposits;
    this.events = events;
    this.changes = changes;
    this.clock = clock;
  }

  private record Group(PaymentMethod method, Place place) {}

  /** One for each means and bank account. */
  void make(CloseId close, LocalDate day, Collection<PaymentId> payments) {
    List<PaymentView> some = billing.paymentsByIds(payments);
    Set<InvoiceId> apart = apart(some.stream().map(PaymentView::invoice).distinct().toList());
    some.stream()
        .filter(it -> apart.contains(it.invoice()))
        .forEach(it -> letGo(it.id(), it.invoice()));
    List<PaymentView> all = some.stream().filter(it -> !apart.contains(it.invoice())).toList();
    Deposits known = deposits.getIfAvailable();
    Map<PaymentId, Place> places = known == null ? Map.of() : known.places(all);
    var groups = new LinkedHashMap<Group, List<PaymentView>>();
    all.stream()
        .sorted((a, b) -> a.takenAt().compareTo(b.takenAt()))
        .forEach(
            it ->
                groups
                    .computeIfAbsent(
                        new Group(it.method(), places.getOrDefault(it.id(), Place.UNKNOWN)),
                        _ -> new ArrayList<>())
                    .add(it));
    groups.forEach((group, its) -> make(close, day, group, its));
  }

  /** The ledger books one part for each invoice: a second payment on one goes with another. */
  private void make(CloseId close, LocalDate day, Group group, List<PaymentView> payments) {
    for (List<PaymentView> its : parts(payments, MOST)) {
      UUID id = Ids.next(clock);
      add(close, id, id, day, day, group, its.stream().map(Receipts::member).toList());
    }
  }

  /** In their order, as few as can be; each names an invoice once. */
  static List<List<PaymentView>> parts(List<PaymentView> payments, int most) {
    var parts = new ArrayList<List<PaymentView>>();
    List<PaymentView> left = payments;
    while (!left.isEmpty()) {
      Set<InvoiceId> paid = new HashSet<>();
      var now = new ArrayList<PaymentView>();
      var later = new ArrayList<PaymentView>();
      left.forEach(it -> (now.size() < most && paid.add(it.invoice()) ? now : later).add(it));
      parts.add(now);
      left = later;
    }
    return parts;
  }

  private static Member member(PaymentView payment) {
    return new Member(payment, null, InvoiceStatus.APPROVED, false);
  }

  private void add(
      CloseId close,
      UUID id,
      UUID chain,
      LocalDate day,
      LocalDate bankedOn,
      Group group,
      List<Member> members) {
    takings.add(
        new ReceiptView(
            new ReceiptId(id),
            close,
            chain,
            day,
            bankedOn,
            group.method(),
            group.place().key(),
            group.place().name(),
            State.WANTED,
            clock.instant(),
            members));
    changed(new ReceiptId(id));
  }

  /** Whether the ledger has it or may have it: then it is changed by making another. */
  boolean begun(ReceiptId receipt) {
    Deposits known = deposits.getIfAvailable();
    return known != null && known.begun(receipt);
  }

  Set<ReceiptId> begun(Collection<ReceiptId> all) {
    Deposits known = deposits.getIfAvailable();
    return known == null || all.isEmpty() ? Set.of() : known.begun(all);
  }

  Map<ReceiptId, Deposits.Wait> waits(Collection<ReceiptId> all) {
    Deposits known = deposits.getIfAvailable();
    return known == null || all.isEmpty() ? Map.of() : known.waits(all);
  }

  /** One that was made before a ledger was connected goes where its payments would go now. */
  Map<ReceiptId, String> accounts(Collection<ReceiptView> all) {
    var names = new HashMap<ReceiptId, String>();
    all.forEach(it -> names.put(it.id(), it.placeName()));
    Deposits known = deposits.getIfAvailable();
    if (known != null) {
      var unnamed = new HashMap<PaymentId, ReceiptId>();
      var asked = new ArrayList<PaymentView>();
      all.stream()
          .filter(it -> it.placeName().isEmpty() && !it.members().isEmpty())
          .forEach(
              it -> {
                PaymentView one = it.members().getFirst().payment();
                unnamed.put(one.id(), it.id());
                asked.add(one);
              });
      known.places(asked).forEach((payment, it) -> names.put(unnamed.get(payment), it.name()));
    }
    return names;
  }

  /** Those of these invoices whose payments cannot be banked with others. */
  Set<InvoiceId> apart(Collection<InvoiceId> invoices) {
    Deposits known = deposits.getIfAvailable();
    return known == null || invoices.isEmpty() ? Set.of() : known.apart(invoices);
  }

  /**
   * Made anew of what it consists of, one for each place: where its invoices belong was not known,
   * or was changed. Not one that the ledger has or may have.
   */
  void regroup(ReceiptView old) {
    if (old.state() != State.WANTED || begun(old.id())) {
      return;
    }
    withdraw(old.id());
    make(
        old.close(),
        old.day(),
        old.members().stream()
            .map(Member::payment)
            .filter(it -> !it.removed())
            .map(PaymentView::id)
            .toList());
  }

  /** It goes to the ledger by itself. */
  void letGo(PaymentId payment, InvoiceId invoice) {
    takings.letGo(payment);
    events.publishEvent(new PaymentLeftTakings(payment, invoice));
  }

  void withdraw(ReceiptId receipt) {
    takings.withdraw(receipt);
    withdrawn(receipt);
  }

  private void withdrawn(ReceiptId receipt) {
    events.publishEvent(new ReceiptWithdrawn(receipt));
    announce(receipt);
  }

  /** One of its payments is not part of it any more. */
  void lose(ReceiptId receipt, PaymentId payment) {
    if (begun(receipt)) {
      remake(receipt);
      return;
    }
    takings.takeOut(receipt, payment);
    if (takings.receipts(List.of(receipt)).getFirst().members().isEmpty()) {
      takings.state(receipt, State.WITHDRAWN);
      withdrawn(receipt);
    } else {
      changed(receipt);
    }
  }

  /**
   * It goes to the ledger, and the bank, with this date; its payments keep theirs.
   *
   * @throws Refused if the ledger has it or may have it
   */
  void bankOn(ReceiptView receipt, LocalDate date) {
    if (receipt.state() != State.WANTED || begun(receipt.id())) {
      throw new Refused("This receipt is in Xero already, or on its way there.");
    }
    takings.bankOn(receipt.id(), date);
    changed(receipt.id());
  }

  /**
   * The ledger keeps one that others were to take the place of: it counts again, and they do not.
   *
   * @param instead none of which the ledger has or may have
   */
  void putBack(ReceiptId receipt, Collection<ReceiptId> instead) {
    instead.forEach(this::withdraw);
    takings.state(receipt, State.WANTED);
    takings.gather(receipt);
    changed(receipt);
  }

  /** The ledger removes it as a whole, and books what is left of it as another. */
  private void remake(ReceiptId receipt) {
    ReceiptView old = takings.receipts(List.of(receipt)).getFirst();
    if (old.state() != State.WANTED) {
      return;
    }
    takings.state(receipt, State.REPLACED);
    changed(receipt);
    List<Member> left = old.standing().stream().filter(it -> !it.free()).toList();
    if (!left.isEmpty()) {
      add(
          old.close(),
          Ids.next(clock),
          old.chain(),
          old.day(),
          old.bankedOn(),
          new Group(old.method(), new Place(old.place(), old.placeName())),
          left);
    }
  }

  private void changed(ReceiptId receipt) {
    events.publishEvent(new ReceiptChanged(receipt));
    announce(receipt);
  }

  private void announce(ReceiptId receipt) {
    changes.announce(new RecordRef("receipt", receipt.value()));
  }
}
