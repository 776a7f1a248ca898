package dev.tandem.books.inbox;

import dev.tandem.books.connection.BindingId;
import dev.tandem.books.connection.Features;
import dev.tandem.books.connection.LedgerFeatures;
import dev.tandem.books.lane.Answer;
import dev.tandem.books.lane.LaneScope;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.LedgerPage;
import dev.tandem.books.ledger.LedgerRecord;
import dev.tandem.books.mirror.LinkTimes;
import dev.tandem.books.mirror.Mirror;
import dev.tandem.books.mirror.WholeComparison;
import dev.tandem.books.mirror.WholeDifferences;
import dev.tandem.shared.Deadlock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Holds a page of the list of everything against what is known, and notes what has to be read. */
@Component
class WholePages {

  private final WholeComparison comparison;
  private final WholeDifferences differences;
  private final Newcomers newcomers;
  private final Fetching fetching;
  private final Mirror mirror;
  private final Echoes echoes;
  private final DeadLetters letters;
  private final LedgerFeatures features;
  private final TransactionTemplate inPractice;

  WholePages(
      WholeComparison comparison,
      WholeDifferences differences,
      Newcomers newcomers,
      Fetching fetching,
      Mirror mirror,
      Echoes echoes,
      DeadLetters letters,
      LedgerFeatures features,
      TransactionTemplate inPractice) {
    this.comparison = comparison;
    this.differences = differences;
    this.newcomers = newcomers;
    this.fetching = fetching;
    this.mirror = mirror;
    this.echoes = echoes;
    this.letters = letters;
    this.features = features;
    this.inPractice = inPractice;
  }

  /**
   * @param began when the comparison began
   * @param noted what else is noted in the same transaction, told how many differ
   */
  void take(
      Kind kind, LaneScope scope, Answer<LedgerPage> answer, Instant began, IntConsumer noted) {
    UUID tenant = scope.tenant();
    LedgerPage page = answer.value();
    if (kind == Kind.ADVANCE) {
      takeAdvances(scope, answer, began, noted);
      return;
    }
    List<WholeDifferences.One> differing = differing(kind, scope, page.records(), began);
    letters.putUnreadable(kind, tenant, page.unreadable());
    Deadlock.retried(
        () -> {
          comparison.there(kind, tenant, page.unreadable(), began);
          return true;
        });
    inPractice.executeWithoutResult(
        _ -> {
          differences.found(kind, tenant, began, differing);
          differences.found(
              kind,
              tenant,
              began,
              newcomers.amongAll(kind, tenant, page.records()).stream()
                  .distinct()
                  .map(WholeDifferences.One::of)
                  .toList());
          differences.found(kind, tenant, began, moved(kind, tenant, page.records(), differing));
          noted.accept(differing.size());
        });
  }

  /** Their list shows all of each, so whatever it shows is taken, and none is fetched for it. */
  private void takeAdvances(
      LaneScope scope, Answer<LedgerPage> answer, Instant began, IntConsumer noted) {
    UUID tenant = scope.tenant();
    LedgerPage page = answer.value();
    letters.putUnreadable(Kind.ADVANCE, tenant, page.unreadable());
    int differing =
        Deadlock.retried(
            () -> {
              comparison.there(Kind.ADVANCE, tenant, page.unreadable(), began);
              return comparison
                  .differing(Kind.ADVANCE, tenant, page.records(), began, flowing(scope))
                  .size();
            });
    Set<String> notTaken =
        fetching.takeChangedAdvances(tenant, new Answer<>(page.records(), answer.seq())).setAside();
    List<LedgerRecord> taken =
        page.records().stream().filter(it -> !notTaken.contains(it.id())).toList();
    inPractice.executeWithoutResult(
        _ -> {
          List<WholeDifferences.One> unequal =
              comparison.unequalAdvances(tenant, taken, flowing(scope));
          differences.found(Kind.ADVANCE, tenant, began, unequal);
          differences.read(
              Kind.ADVANCE, tenant, unequal.stream().map(WholeDifferences.One::ledgerId).toList());
          noted.accept(differing);
        });
  }

  private WholeComparison.Flowing flowing(LaneScope scope) {
    Features flows = features.of(new BindingId(scope.binding()));
    return new WholeComparison.Flowing(
        flows.flows(Kind.PAYMENT.text()), flows.flows(Kind.ADVANCE.text()));
  }

  private List<WholeDifferences.One> differing(
      Kind kind, LaneScope scope, List<LedgerRecord> listed, Instant began) {
    UUID tenant = scope.tenant();
    WholeComparison.Flowing flowing = flowing(scope);
    var differing = new LinkedHashMap<String, WholeDifferences.One>();
    Deadlock.retried(() -> comparison.differing(kind, tenant, listed, began, flowing))
        .forEach(it -> differing.put(it.ledgerId(), it));
    Map<String, LedgerRecord> shown =
        listed.stream()
            .collect(Collectors.toMap(LedgerRecord::id, Function.identity(), (a, b) -> b));
    List<LinkTimes> known =
        Objects.requireNonNull(
            inPractice.execute(_ -> mirror.times(kind, tenant, List.copyOf(shown.keySet()))));
    known.stream()
        .filter(
            it ->
                !echoes.isKnown(
                    tenant, it, Objects.requireNonNull(shown.get(it.ledgerId())).changedAt()))
        .forEach(it -> differing.put(it.ledgerId(), WholeDifferences.One.of(it.ledgerId())));
    // Where the money differs as before, a payment of ours may hide something else.
    known.stream()
        .filter(it -> differing.containsKey(it.ledgerId()))
        .filter(it -> isMoved(tenant, it, Objects.requireNonNull(shown.get(it.ledgerId()))))
        .forEach(
            it ->
                differing.computeIfPresent(
                    it.ledgerId(), (id, one) -> new WholeDifferences.One(id, one.money(), false)));
    // What is being written just now is read when that is recorded.
    known.stream().filter(LinkTimes::writing).forEach(it -> differing.remove(it.ledgerId()));
    // What could not be taken in has tries of its own, unless it was changed since the last one.
    letters
        .troubled(tenant, List.copyOf(differing.keySet()))
        .forEach(
            (id, at) -> {
              if (!DeadLetters.isNews(Objects.requireNonNull(shown.get(id)).changedAt(), at)) {
                differing.remove(id);
              }
            });
    return List.copyOf(differing.values());
  }

  /**
   * By its time a payment of ours has changed it and nobody else: what was changed before that, and
   * is in no short form, shows only where it is read. Most of it differs in nothing.
   */
  private List<WholeDifferences.One> moved(
      Kind kind, UUID tenant, List<LedgerRecord> listed, List<WholeDifferences.One> differing) {
    Map<String, LedgerRecord> shown =
        listed.stream()
            .collect(Collectors.toMap(LedgerRecord::id, Function.identity(), (a, b) -> b));
    differing.forEach(it -> shown.remove(it.ledgerId()));
    letters.troubled(tenant, List.copyOf(shown.keySet())).keySet().forEach(shown::remove);
    return mirror.times(kind, tenant, List.copyOf(shown.keySet())).stream()
        .filter(it -> !it.writing())
        .filter(it -> isMoved(tenant, it, Objects.requireNonNull(shown.get(it.ledgerId()))))
        .map(it -> WholeDifferences.One.of(it.ledgerId()))
        .toList();
  }

  private boolean isMoved(UUID tenant, LinkTimes it, LedgerRecord shown) {
    return echoes.isKnown(tenant, it, shown.changedAt()) && !echoes.isRead(it, shown.changedAt());
  }
}
