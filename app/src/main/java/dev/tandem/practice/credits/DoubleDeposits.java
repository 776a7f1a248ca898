package dev.tandem.practice.credits;

import dev.tandem.practice.billing.DaysBetweenTwins;
import dev.tandem.practice.billing.DoubleCounting;
import dev.tandem.practice.billing.Likeness;
import dev.tandem.practice.billing.PaymentTwin;
import dev.tandem.practice.billing.Sure;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.Money;
import dev.tandem.shared.RecordRef;
import dev.tandem.shared.changes.Changes;
import dev.tandem.staff.AuditTrail;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A deposit that looks like money that is known already is recorded only by somebody who says that
 * it is other money, as a payment is: {@link DoubleCounting}.
 */
@Component
@Transactional
public class DoubleDeposits {

  private final Advances advances;
  private final AdvanceRepository rows;
  private final DoubleCounting payments;
  private final TwinAnswers answers;
  private final Setup setup;
  private final AuditTrail trail;
  private final Changes changes;

  DoubleDeposits(
      Advances advances,
      AdvanceRepository rows,
      DoubleCounting payments,
      TwinAnswers answers,
      Setup setup,
      AuditTrail trail,
      Changes changes) {
    this.advances = advances;
    this.rows = rows;
    this.payments = payments;
    this.answers = answers;
    this.setup = setup;
    this.trail = trail;
    this.changes = changes;
  }

  /**
   * What a deposit may be that nobody has recorded yet: one like it, used since or not, or a
   * payment of just as much on an invoice of the same client, from over there or taken here by the
   * same means.
   *
   * @return none either for an amount that nobody can pay: it is refused when it is taken
   */
  @Transactional(readOnly = true)
  public List<PaymentTwin> of(AdvanceDetails deposit) {
    if (!Money.keepable(deposit.amount())) {
      return List.of();
    }
    String currency = setup.practice().currency();
    return Stream.concat(
            advances.near(deposit.client(), currency, deposit.date()).stream()
                .filter(DoubleDeposits::stayed)
                .flatMap(
                    it -> alike(it, deposit).map(like -> DepositsAlike.twin(it, like)).stream()),
            payments
                .onInvoicesOf(
                    deposit.client(),
                    currency,
                    deposit.amount(),
                    deposit.date(),
                    deposit.method(),
                    deposit.reference())
                .stream())
        .toList();
  }

  /** Not given back: who was given it all may well leave it again. */
  private static boolean stayed(AdvanceView it) {
    return it.amount().compareTo(it.refunded()) > 0;
  }

  private static Optional<Likeness> alike(AdvanceView known, AdvanceDetails deposit) {
    if (!known.fromLedger()
        && !known.method().mayBe(known.reference(), deposit.method(), deposit.reference())) {
      return Optional.empty();
    }
    return Likeness.of(
            known.amount(), deposit.amount(), known.currency(), deposit.method().feeless())
        .filter(it -> DaysBetweenTwins.near(known.date(), deposit.date(), it, known.fromLedger()));
  }

  @Transactional(readOnly = true)
  public boolean isTaken(AdvanceId page) {
    return !advances.byIds(List.of(page)).isEmpty();
  }

  /**
   * As {@link Advances#takeDeposit(AdvanceId, AdvanceDetails)}, unless it looks like money that is
   * known.
   *
   * @throws dev.tandem.practice.billing.LooksLikeTwice if it does, and nobody is sure of it
   */
  public AdvanceId take(AdvanceId page, AdvanceDetails wanted, Sure sure) {
    rows.oneAtATime(wanted.client());
    AdvanceDetails deposit = advances.takeable(wanted);
    // A button pressed twice says the same twice: it is no second deposit.
    List<PaymentTwin> twins = isTaken(page) ? List.of() : of(deposit);
    sure.orAsk(twins);
    AdvanceId taken = advances.takeDeposit(page, deposit);
    if (!twins.isEmpty()) {
      answers.put(taken, twins.stream().map(PaymentTwin::key).toList(), false);
      note(
          new RecordRef("advance", taken.value()),
          deposit.client(),
          "said that %s is other money than %s".formatted(text(deposit), twins.getFirst().told()));
    }
    return taken;
  }

  /**
   * Somebody says that what they were about to record is there already: nothing is recorded, and
   * the client's story tells it.
   *
   * @param keys as {@link PaymentTwin#key}, of those that they were shown
   */
  public DoubleCounting.Same same(AdvanceId page, AdvanceDetails deposit, Collection<String> keys) {
    rows.oneAtATime(deposit.client());
    if (isTaken(page)) {
      return DoubleCounting.Same.RECORDED_BEFORE;
    }
    Optional<PaymentTwin> twin =
        of(deposit).stream().filter(it -> keys.contains(it.key())).findFirst();
    if (twin.isEmpty()) {
      return DoubleCounting.Same.NOT_THERE_ANY_MORE;
    }
    note(
        new RecordRef("client", deposit.client().value()),
        deposit.client(),
        "recorded no deposit of %s: it is %s".formatted(text(deposit), twin.get().told()));
    return DoubleCounting.Same.NOTHING_RECORDED;
  }

  private String text(AdvanceDetails it) {
    return Money.text(it.amount(), setup.practice().currency())
        + " by "
        + it.method().label().toLowerCase(Locale.ROOT);
  }

  private void note(RecordRef record, ClientId client, String text) {
    trail.note(record, client.value(), "twin-answered", text);
    changes.announce(List.of(record, new RecordRef("client", client.value())));
  }
}
