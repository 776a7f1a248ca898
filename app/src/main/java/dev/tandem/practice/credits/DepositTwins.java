package dev.tandem.practice.credits;

import dev.tandem.practice.billing.DaysBetweenTwins;
import dev.tandem.practice.billing.Likeness;
import dev.tandem.practice.billing.PaymentTwin;
import dev.tandem.shared.Money;
import dev.tandem.shared.RecordRef;
import dev.tandem.shared.Refused;
import dev.tandem.shared.changes.Changes;
import dev.tandem.staff.AuditTrail;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Deposits that were taken here and whose like came in from the ledger before they went there: sent
 * as well, the same money would be there twice.
 */
@Component
@Transactional
public class DepositTwins {

  /**
   * What came in just before one was taken may not have been there for whoever took it: nodes'
   * clocks differ, and a reading ends after its moment. What they were asked about is answered.
   */
  private static final Duration UNSEEN = Duration.ofMinutes(1);

  private final Advances advances;
  private final TwinAnswers answers;
  private final AuditTrail trail;
  private final Changes changes;

  DepositTwins(Advances advances, TwinAnswers answers, AuditTrail trail, Changes changes) {
    this.advances = advances;
    this.answers = answers;
    this.trail = trail;
    this.changes = changes;
  }

  /**
   * What may be these, came to be known after they were taken, and nobody was asked about; without
   * those of none. What was known before was asked about when they were taken.
   */
  @Transactional(readOnly = true)
  public Map<AdvanceId, List<PaymentTwin>> unanswered(Collection<AdvanceId> deposits) {
    List<AdvanceView> ours =
        advances.byIds(deposits).stream().filter(it -> !it.removed() && !it.fromLedger()).toList();
    Set<String> answered = ours.isEmpty() ? Set.of() : answers.of(deposits);
    var open = new HashMap<AdvanceId, List<PaymentTwin>>();
    for (AdvanceView it : ours) {
      List<PaymentTwin> twins =
          advances.near(it.client(), it.currency(), it.date()).stream()
              .filter(other -> isLike(other, it))
              .map(other -> DepositsAlike.twin(other, Likeness.equal()))
              .filter(twin -> !twin.knownAt().isBefore(it.takenAt().minus(UNSEEN)))
              .filter(twin -> !answered.contains(TwinAnswers.pair(it.id(), twin.key())))
              .toList();
      if (!twins.isEmpty()) {
        open.put(it.id(), twins);
      }
    }
    return open;
  }

  /** Of just this amount: what is only almost as much keeps nothing back by itself. */
  private static boolean isLike(AdvanceView other, AdvanceView ours) {
    return other.fromLedger()
        && !other.removed()
        // No money came in for a credit note.
        && other.sort() != AdvanceSort.CREDIT
        && other.currency().equals(ours.currency())
        && other.amount().compareTo(ours.amount()) == 0
        && DaysBetweenTwins.near(other.date(), ours.date(), Likeness.equal(), true);
  }

  /**
   * Somebody who was asked says that this is other money than what was known then.
   *
   * @param shown when they were told of it: what came in later is asked about by itself
   */
  public void another(AdvanceId deposit, Instant shown) {
    List<PaymentTwin> twins =
        open(deposit).stream().filter(it -> !it.knownAt().isAfter(shown)).toList();
    if (!twins.isEmpty()) {
      answers.put(deposit, keys(twins), false);
      AdvanceView ours = advances.find(deposit);
      note(
          ours,
          "said that %s is other money than %s".formatted(text(ours), twins.getFirst().told()));
    }
  }

  /**
   * Somebody who was asked says that it is the same money: what the ledger has counts, and ours is
   * taken back.
   *
   * @throws Refused if nothing there looks like it any more, or as {@link Advances#remove}
   */
  public void same(AdvanceId deposit) {
    List<PaymentTwin> twins = open(deposit);
    if (twins.isEmpty()) {
      throw new Refused("What it looked like is not there any more. Look at it again.");
    }
    advances.remove(deposit);
    answers.put(deposit, keys(twins), true);
    AdvanceView ours = advances.find(deposit);
    note(ours, "took back %s: it is %s".formatted(text(ours), twins.getFirst().told()));
  }

  private List<PaymentTwin> open(AdvanceId deposit) {
    return unanswered(List.of(deposit)).getOrDefault(deposit, List.of());
  }

  private static List<String> keys(List<PaymentTwin> twins) {
    return twins.stream().map(PaymentTwin::key).toList();
  }

  private static String text(AdvanceView it) {
    return Money.text(it.amount(), it.currency())
        + " by "
        + it.method().label().toLowerCase(Locale.ROOT);
  }

  private void note(AdvanceView it, String text) {
    var record = new RecordRef("advance", it.id().value());
    trail.note(record, it.client().value(), "twin-answered", text);
    changes.announce(List.of(record, new RecordRef("client", it.client().value())));
  }
}
