package dev.tandem.books.clearing;

import dev.tandem.books.clearing.ClearingRepository.Mark;
import dev.tandem.books.connection.BindingId;
import dev.tandem.books.connection.Feature;
import dev.tandem.books.connection.LedgerFeatures;
import dev.tandem.books.inbox.Readings;
import dev.tandem.books.lane.Job;
import dev.tandem.books.lane.KindOfWork;
import dev.tandem.books.lane.LaneCalls;
import dev.tandem.books.lane.LaneClass;
import dev.tandem.books.lane.LaneJob;
import dev.tandem.books.lane.LaneScope;
import dev.tandem.books.lane.LaneWork;
import dev.tandem.books.lane.Operation;
import dev.tandem.books.ledger.LedgerBalance;
import dev.tandem.books.ledger.LedgerTrouble;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.RecordRef;
import dev.tandem.shared.changes.Changes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Asks once a day, in one call, what an organisation's clearing accounts came to; at once when
 * somebody wants to know. Organisations without any are not asked.
 */
@Component
class BalanceWork implements LaneWork {

  /** The evening's takings have arrived by then. */
  private static final LocalTime MORNING = LocalTime.of(3, 0);

  private static final Duration AFTER_TROUBLE = Duration.ofHours(1);
  private static final Duration KEPT = Duration.ofDays(400);

  private final ClearingRepository repository;
  private final Readings readings;
  private final LedgerFeatures features;
  private final Setup setup;
  private final Changes changes;
  private final TransactionTemplate inPractice;
  private final Clock clock;

  BalanceWork(
      ClearingRepository repository,
      Readings readings,
      LedgerFeatures features,
      Setup setup,
      Changes changes,
      TransactionTemplate inPractice,
      Clock clock) {
    this.repository = repository;
    this.readings = readings;
    this.features = features;
    this.setup = setup;
    this.changes = changes;
    this.inPractice = inPractice;
    this.clock = clock;
  }

  @Override
  public @Nullable LaneJob next(LaneClass wanted, LaneScope scope) {
    if (scope.resting().holds(KindOfWork.reading(null))) {
      return null;
    }
    return readings.alone(
        scope, "balances", () -> isDue(wanted, scope) ? calls -> read(wanted, calls) : null);
  }

  private boolean isDue(LaneClass wanted, LaneScope scope) {
    Instant due =
        switch (wanted) {
          case PERSON -> dueForPeople(scope);
          case SWEEP -> due(scope);
          case PULL, PUSH -> null;
        };
    return due != null && !due.isAfter(clock.instant());
  }

  private void read(LaneClass wanted, LaneCalls calls) {
    UUID tenant = calls.scope().tenant();
    Instant began = clock.instant();
    LocalDate today = LocalDate.ofInstant(began, zone());
    LocalDate day = wanted == LaneClass.PERSON ? today : today.minusDays(1);
    var operation = new Operation(wanted, null, "account balances", false, 0, null, Job.REFERENCE);
    try {
      List<LedgerBalance> all = calls.call(operation, it -> it.balances(day)).value();
      inPractice.executeWithoutResult(
          _ -> {
            var chosen = new HashSet<>(repository.chosen(tenant));
            all.stream()
                .filter(it -> chosen.contains(it.account()))
                .forEach(it -> repository.store(tenant, day, it, began, day.isBefore(today)));
            repository.done(tenant, day.equals(today) ? null : day, began);
            changes.announce(new RecordRef("reference", tenant));
          });
    } catch (LedgerTrouble trouble) {
      inPractice.executeWithoutResult(_ -> repository.putOff(tenant, began.plus(AFTER_TROUBLE)));
      throw trouble;
    }
  }

  @Override
  public @Nullable Instant due(LaneScope scope) {
    Mark mark = mark(scope);
    if (mark == null) {
      return null;
    }
    LocalDate last = mark.through();
    Instant morning =
        last == null
            ? clock.instant()
            : last.plusDays(2).atTime(MORNING).atZone(zone()).toInstant();
    return opened(later(morning, mark.notBefore()), scope);
  }

  @Override
  public @Nullable Instant dueForPeople(LaneScope scope) {
    Mark mark = mark(scope);
    return mark == null || mark.askedAt() == null ? null : opened(mark.askedAt(), scope);
  }

  /** Not before its circuit is tried again. */
  private static Instant opened(Instant at, LaneScope scope) {
    return later(at, scope.resting().until(KindOfWork.reading(null)));
  }

  private static Instant later(Instant at, @Nullable Instant notBefore) {
    return notBefore != null && notBefore.isAfter(at) ? notBefore : at;
  }

  /** Null where nothing is to be read. */
  private @Nullable Mark mark(LaneScope scope) {
    if (!features.of(new BindingId(scope.binding())).flows(Feature.BALANCES.kind())) {
      return null;
    }
    return Objects.requireNonNull(inPractice.execute(_ -> repository.wanted(scope.tenant())))
        .orElse(null);
  }

  private ZoneId zone() {
    return Objects.requireNonNull(inPractice.execute(_ -> setup.practice().zone()));
  }

  @Override
  public void tidy(Instant now, Instant logFrom) {
    LocalDate first = LocalDate.ofInstant(now.minus(KEPT), zone());
    inPractice.executeWithoutResult(_ -> repository.forgetBefore(first));
  }
}
