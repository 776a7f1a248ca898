package dev.tandem.practice.billing;

import dev.tandem.practice.clients.ClientId;
import dev.tandem.shared.Ids;
import dev.tandem.shared.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Money that comes in by two doors, the desk and the ledger, is counted once: what looks like a
 * payment that is known already is recorded only by somebody who says that it is other money.
 */
@Component
@Transactional
public class DoubleCounting {

  private final Billing billing;
  private final InvoiceRepository invoices;
  private final TwinRepository repository;
  private final BillingStory story;
  private final UnusedMoney unused;
  private final ObjectProvider<PaymentTwins> ledger;

  DoubleCounting(
      Billing billing,
      InvoiceRepository invoices,
      TwinRepository repository,
      BillingStory story,
      ObjectProvider<UnusedMoney> unused,
      ObjectProvider<PaymentTwins> ledger) {
    this.ledger = ledger;
    this.billing = billing;
    this.invoices = invoices;
    this.repository = repository;
    this.story = story;
    this.unused = unused.getIfAvailable(() -> UnusedMoney.NONE);
  }

  /**
   * To be asked before money is taken: what came in over there a moment ago is known then, unless
   * the ledger cannot be asked that fast.
   */
  @Transactional(propagation = Propagation.NEVER)
  public void freshen(InvoiceId invoice) {
    ledger.getIfAvailable(() -> PaymentTwins.NONE).freshen(invoice);
  }

  /**
   * What a payment may be that nobody has recorded yet; on the same invoice first.
   *
   * <p>Almost the same amount is asked about only on the same invoice and of a deposit: on another
   * invoice it would be two guesses at once.
   *
   * @param page from {@link Billing#freshPayment}, of the page on which it is typed
   * @return none either for an amount that nobody can pay: it is refused when it is taken
   */
  @Transactional(readOnly = true)
  public List<PaymentTwin> of(InvoiceView invoice, PaymentId page, PaymentDetails payment) {
    if (!Money.keepable(payment.amount())) {
      return List.of();
    }
    return Stream.of(
            onIt(invoice, page, payment),
            elsewhere(
                invoice.billTo(),
                invoice.currency(),
                invoice.id(),
                payment.amount(),
                payment.date(),
                null),
            unused.alike(invoice, payment))
        .flatMap(List::stream)
        .toList();
  }

  private static List<PaymentTwin> onIt(
      InvoiceView invoice, PaymentId page, PaymentDetails payment) {
    return invoice.standingPayments().stream()
        .filter(
            it ->
                it.fromLedger()
                    || it.method().mayBe(it.reference(), payment.method(), payment.reference()))
        .flatMap(
            it ->
                alike(invoice, page, it, payment)
                    .map(like -> PaymentTwin.onSame(it, invoice.currency(), like))
                    .stream())
        .toList();
  }

  private static Optional<Likeness> alike(
      InvoiceView invoice, PaymentId page, PaymentView known, PaymentDetails payment) {
    // Who pays just what is left has seen what is paid already, but for what came in just now.
    boolean rest = payment.amount().compareTo(invoice.due()) == 0 && !takenSince(page, known);
    return Likeness.of(
            known.amount(), payment.amount(), invoice.currency(), payment.method().feeless())
        .filter(it -> !rest || it.isEqual() && known.fromLedger())
        .filter(it -> DaysBetweenTwins.near(known.date(), payment.date(), it, known.fromLedger()));
  }

  /** Somebody took it here while another had the page open that showed more as owed. */
  private static boolean takenSince(PaymentId page, PaymentView known) {
    return !known.fromLedger()
        && Ids.isRandom(page.value())
        && known.takenAt().toEpochMilli() > Ids.millis(page.value());
  }

  /** On the payer's other invoices. */
  private List<PaymentTwin> elsewhere(
      ClientId payer,
      String currency,
      @Nullable InvoiceId but,
      BigDecimal amount,
      LocalDate day,
      @Nullable Means here) {
    return repository.elsewhere(
        payer,
        currency,
        but,
        amount,
        day.minusDays(DaysBetweenTwins.FEW),
        day.plusDays(DaysBetweenTwins.FEW),
        here);
  }

  /**
   * What came in on an invoice that this client pays, and may be this money: over there, or here by
   * the same means.
   */
  @Transactional(readOnly = true)
  public List<PaymentTwin> onInvoicesOf(
      ClientId payer,
      String currency,
      BigDecimal amount,
      LocalDate day,
      PaymentMethod method,
      String reference) {
    return elsewhere(payer, currency, null, amount, day, new Means(method, reference.strip()));
  }

  /** What somebody here says of money that came in. */
  record Means(PaymentMethod method, String reference) {}

  /**
   * As {@link Billing#takePayment(PaymentId, InvoiceId, PaymentDetails)}, unless it looks like
   * money that is known.
   *
   * @throws LooksLikeTwice if it does, and nobody is sure of it
   */
  public PaymentId take(PaymentId page, InvoiceId id, PaymentDetails payment, Sure sure) {
    InvoiceView held = billing.hold(id);
    if (!billing.isTaken(page)) {
      require(held, page, payment, sure);
    }
    return billing.takePayment(page, id, payment);
  }

  /**
   * The same without taking it: the caller holds the invoice, and takes it under this id.
   *
   * @throws LooksLikeTwice if it looks like money that is known, and nobody is sure of it
   */
  public void require(InvoiceView held, PaymentId page, PaymentDetails payment, Sure sure) {
    List<PaymentTwin> twins = of(held, page, payment);
    sure.orAsk(twins);
    if (!twins.isEmpty()) {
      repository.answer(page, keys(twins), false);
      note(
          held,
          "said that %s by %s is other money than %s"
              .formatted(
                  Money.text(payment.amount(), held.currency()),
                  payment.method().label().toLowerCase(Locale.ROOT),
                  twins.getFirst().told()));
    }
  }

  /**
   * Somebody says that what they were about to record is there already: nothing is recorded, and
   * the invoice's story tells it.
   *
   * @param keys as {@link PaymentTwin#key}, of those that they were shown
   * @return what came of it
   */
  public Same same(InvoiceId id, PaymentId page, PaymentDetails payment, Collection<String> keys) {
    InvoiceView held = billing.hold(id);
    List<PaymentTwin> twins =
        of(held, page, payment).stream().filter(it -> keys.contains(it.key())).toList();
    if (billing.isTaken(page)) {
      return Same.RECORDED_BEFORE;
    }
    if (twins.isEmpty()) {
      return Same.NOT_THERE_ANY_MORE;
    }
    repository.answer(page, keys(twins), true);
    note(
        held,
        "recorded nothing of %s by %s: it is %s"
            .formatted(
                Money.text(payment.amount(), held.currency()),
                payment.method().label().toLowerCase(Locale.ROOT),
                twins.getFirst().told()));
    return Same.NOTHING_RECORDED;
  }

  /** What came of saying that it is the same money. */
  public enum Same {
    NOTHING_RECORDED,
    /** What it looked like was taken away meanwhile: nothing was answered. */
    NOT_THERE_ANY_MORE,
    /** This very payment was recorded already. */
    RECORDED_BEFORE
  }

  /**
   * What on the same invoice may be these, came to be known after they were taken, and nobody was
   * asked about; without those of none.
   */
  @Transactional(readOnly = true)
  public Map<PaymentId, List<PaymentTwin>> unanswered(Collection<PaymentId> payments) {
    List<PaymentView> ours =
        billing.paymentsByIds(payments).stream()
            .filter(it -> !it.removed() && !it.fromLedger())
            .toList();
    Map<InvoiceId, InvoiceView> views =
        billing.byIds(ours.stream().map(PaymentView::invoice).distinct().toList()).stream()
            .collect(Collectors.toMap(InvoiceView::id, it -> it));
    Set<String> answered = ours.isEmpty() ? Set.of() : repository.answered(payments);
    var open = new HashMap<PaymentId, List<PaymentTwin>>();
    for (PaymentView it : ours) {
      InvoiceView invoice = views.get(it.invoice());
      List<PaymentTwin> twins =
          invoice == null
              ? List.of()
              : cameIn(invoice, it).stream()
                  // What was known before was asked about when this was taken.
                  .filter(twin -> !twin.knownAt().isBefore(it.takenAt()))
                  .filter(twin -> !answered.contains(TwinRepository.pair(it.id(), twin)))
                  .toList();
      if (!twins.isEmpty()) {
        open.put(it.id(), twins);
      }
    }
    return open;
  }

  /** Of just this amount: what is only almost as much keeps nothing back by itself. */
  private static List<PaymentTwin> cameIn(InvoiceView invoice, PaymentView ours) {
    return invoice.standingPayments().stream()
        .filter(PaymentView::fromLedger)
        .filter(it -> it.amount().compareTo(ours.amount()) == 0)
        .filter(it -> DaysBetweenTwins.near(it.date(), ours.date(), Likeness.equal(), true))
        .map(it -> PaymentTwin.onSame(it, invoice.currency(), Likeness.equal()))
        .toList();
  }

  /**
   * Somebody who was asked says that this is other money than what was known then.
   *
   * @param shown when they were told of it: what came in later is asked about by itself
   */
  public void another(PaymentId payment, Instant shown) {
    List<PaymentTwin> twins =
        unanswered(List.of(payment)).getOrDefault(payment, List.of()).stream()
            .filter(it -> !it.knownAt().isAfter(shown))
            .toList();
    if (twins.isEmpty()) {
      return;
    }
    repository.answer(payment, keys(twins), false);
    PaymentView ours = billing.paymentsByIds(List.of(payment)).getFirst();
    InvoiceView invoice = billing.find(ours.invoice());
    note(
        invoice,
        "said that %s by %s is other money than %s"
            .formatted(
                Money.text(ours.amount(), invoice.currency()),
                ours.method().label().toLowerCase(Locale.ROOT),
                twins.getFirst().told()));
  }

  /** What the invoice is called that a payment is on. */
  @Transactional(readOnly = true)
  public String numberOf(PaymentId payment) {
    PaymentView it = billing.paymentsByIds(List.of(payment)).getFirst();
    String number = billing.find(it.invoice()).number();
    return number == null ? "an invoice" : number;
  }

  private static List<String> keys(List<PaymentTwin> twins) {
    return twins.stream().map(PaymentTwin::key).toList();
  }

  private void note(InvoiceView invoice, String text) {
    story.note(invoices.find(invoice.id()), "twin-answered", text);
  }
}
