package dev.tandem.books.inbox;

import dev.tandem.books.connection.BindingId;
import dev.tandem.books.connection.Features;
import dev.tandem.books.connection.LedgerFeatures;
import dev.tandem.books.lane.KindOfWork;
import dev.tandem.books.lane.LaneCalls;
import dev.tandem.books.lane.LaneClass;
import dev.tandem.books.lane.LaneJob;
import dev.tandem.books.lane.LaneScope;
import dev.tandem.books.lane.LaneStopped;
import dev.tandem.books.lane.LaneWork;
import dev.tandem.books.ledger.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads spans of time once more of which a webhook did not tell everything. */
@Component
class BackFillWork implements LaneWork {

  /** After a reading that failed once, or that had to stop; twice as long each further time. */
  private static final Duration AGAIN = Duration.ofMinutes(5);

  /** Six times twice as long are 5 hours 20 minutes. */
  private static final int DOUBLED = 6;

  private static final Duration KEPT = Duration.ofDays(32);

  private final BackFills fills;
  private final Untold untold;
  private final ChangedSince changedSince;
  private final Readings readings;
  private final LedgerFeatures features;
  private final TransactionTemplate inPractice;
  private final ApplicationEventPublisher events;

  BackFillWork(
      BackFills fills,
      Untold untold,
      ChangedSince changedSince,
      Readings readings,
      LedgerFeatures features,
      TransactionTemplate inPractice,
      ApplicationEventPublisher events) {
    this.fills = fills;
    this.untold = untold;
    this.changedSince = changedSince;
    this.readings = readings;
    this.features = features;
    this.inPractice = inPractice;
    this.events = events;
  }

  @Override
  public @Nullable LaneJob next(LaneClass wanted, LaneScope scope) {
    if (wanted != LaneClass.SWEEP) {
      return null;
    }
    return wanted(scope).stream()
        .map(BackFills.Fill::kind)
        .map(
            it ->
                readings.alone(
                    scope,
                    "back-fill " + it,
                    () -> isWanted(it, scope) ? calls -> read(it, calls) : null))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private boolean isWanted(String kind, LaneScope scope) {
    return wanted(scope).stream().anyMatch(it -> it.kind().equals(kind));
  }

  private List<BackFills.Fill> wanted(LaneScope scope) {
    Instant now = fills.now();
    return open(scope).stream()
        .filter(it -> !it.dueAt().isAfter(now))
        .filter(it -> !scope.resting().holds(KindOfWork.reading(Kind.of(it.kind()))))
        .toList();
  }

  /** What may not be read now is found by the first reading once it may. */
  private List<BackFills.Fill> open(LaneScope scope) {
    UUID tenant = scope.tenant();
    List<BackFills.Fill> all = Objects.requireNonNull(inPractice.execute(_ -> fills.open(tenant)));
    if (all.isEmpty()) {
      return all;
    }
    Features flowing = features.of(new BindingId(scope.binding()));
    all.stream().filter(it -> !flowing.flows(it.kind())).forEach(it -> leave(tenant, it));
    return all.stream().filter(it -> flowing.flows(it.kind())).toList();
  }

  private void leave(UUID tenant, BackFills.Fill it) {
    inPractice.executeWithoutResult(
        _ -> {
          fills.hold(tenant);
          fills.leave(tenant, it);
          tell(tenant);
        });
  }

  private void tell(UUID tenant) {
    if (fills.close(tenant)) {
      events.publishEvent(new WebhookGapsChanged(tenant));
    }
  }

  private void read(String kind, LaneCalls calls) {
    UUID tenant = calls.scope().tenant();
    Optional<BackFills.Fill> begun = inPractice.execute(_ -> fills.begin(tenant, kind));
    begun.ifPresent(it -> read(it, calls));
  }

  private void read(BackFills.Fill it, LaneCalls calls) {
    UUID tenant = calls.scope().tenant();
    int news;
    try {
      news =
          changedSince.between(
              Kind.of(it.kind()),
              calls,
              it.began(),
              it.from(),
              it.to(),
              (place, some) ->
                  inPractice.executeWithoutResult(_ -> fills.keep(tenant, it, place, some)));
    } catch (LaneStopped e) {
      putOff(tenant, it, it.tries(), AGAIN);
      throw e;
    } catch (RuntimeException e) {
      Duration wait = AGAIN.multipliedBy(1L << Math.min(it.tries(), DOUBLED));
      putOff(tenant, it, it.tries() + 1, wait);
      throw e;
    }
    inPractice.executeWithoutResult(
        _ -> {
          fills.hold(tenant);
          fills.done(tenant, it, news);
          tell(tenant);
        });
  }

  private void putOff(UUID tenant, BackFills.Fill it, int tries, Duration wait) {
    inPractice.executeWithoutResult(_ -> fills.putOff(tenant, it, tries, fills.now().plus(wait)));
  }

  @Override
  public @Nullable Instant due(LaneScope scope) {
    return open(scope).stream()
        .map(it -> later(it.dueAt(), scope.resting().until(KindOfWork.reading(Kind.of(it.kind())))))
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  @Override
  public void tidy(Instant now, Instant logFrom) {
    untold.forgetBefore(now.minus(KEPT));
  }

  private static Instant later(Instant at, @Nullable Instant until) {
    return until == null || at.isAfter(until) ? at : until;
  }
}
