package dev.tandem.practice.billing;

import dev.tandem.shared.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

  /** A transfer is booked over there days after somebody has shown the receipt at the desk. */
  private static final int DAYS_APART = 7;

  /** On another invoice it is money put in the wrong place, which is rarer. */
  private static final int DAYS_APART_ELSEWHERE = 3;

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);

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
   * @param day on which it came in
   */
  @Transactional(readOnly = true)
  public List<PaymentTwin> of(InvoiceView invoice, BigDecimal amount, LocalDate day) {
    if (amount.signum() <= 0) {
      return List.of();
    }
    return Stream.of(
            onIt(invoice, amount, day),
            repository.elsewhere(
                invoice,
                amount,
                day.minusDays(DAYS_APART_ELSEWHERE),
                day.plusDays(DAYS_APART_ELSEWHERE)),
            unused.alike(invoice, amount, day.minusDays(DAYS_APART), day.plusDays(DAYS_APART)))
        .flatMap(List::stream)
        .toList();
  }

  private static List<PaymentTwin> onIt(InvoiceView invoice, BigDecimal amount, LocalDate day) {
    return invoice.standingPayments().stream()
        .filter(PaymentView::fromLedger)
        .filter(it -> it.amount().compareTo(amount) == 0)
        .filter(it -> Math.abs(ChronoUnit.DAYS.between(it.date(), day)) <= DAYS_APART)
        .map(it -> PaymentTwin.of(it, invoice.currency(), PaymentTwin.Place.HERE, null))
        .toList();
  }

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
    List<PaymentTwin> twins = of(held, payment.amount(), payment.date());
    if (twins.stream().anyMatch(it -> !sure.covers(it))) {
      throw new LooksLikeTwice(twins);
    }
    if (!twins.isEmpty()) {
      repository.answer(page, keys(twins), false);
      note(
          held,
          "said that %s by %s is other money than %s"
              .formatted(
                  Money.text(payment.amount(), held.currency()),
                  payment.method().label().toLowerCase(Locale.ROOT),
                  told(twins.getFirst())));
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
        of(held, payment.amount(), payment.date()).stream()
            .filter(it -> keys.contains(it.key()))
            .toList();
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
                told(twins.getFirst())));
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
              : onIt(invoice, it.amount(), it.date()).stream()
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
                told(twins.getFirst())));
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

  private static String told(PaymentTwin it) {
    String from = it.fromLedger() ? " from the ledger" : "";
    return switch (it.place()) {
      case HERE -> "the payment of %s%s".formatted(DAY.format(it.date()), from);
      case OTHER_INVOICE ->
          "the payment of %s on %s%s".formatted(DAY.format(it.date()), it.number(), from);
      case DEPOSIT -> "the deposit of %s%s".formatted(DAY.format(it.date()), from);
    };
  }
}
