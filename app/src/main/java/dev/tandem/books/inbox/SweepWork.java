package dev.tandem.books.inbox;

import dev.tandem.books.connection.BindingId;
import dev.tandem.books.connection.Features;
import dev.tandem.books.connection.LedgerFeatures;
import dev.tandem.books.lane.KindOfWork;
import dev.tandem.books.lane.LaneClass;
import dev.tandem.books.lane.LaneJob;
import dev.tandem.books.lane.LaneScope;
import dev.tandem.books.lane.LaneWork;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.mirror.Mirror;
import dev.tandem.books.reference.ReferencePart;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Asks every few minutes what changed: the one sure source, whatever webhooks bring; more seldom
 * where the organisation's day has few calls left. Accounts and taxes come first, because invoices
 * and payments are read with them.
 */
@Component
class SweepWork implements LaneWork {

  private static final String REFERENCE = ReferenceWork.kind(ReferencePart.CHART);

  /** A reading waits twice this long for our own writes to end, or two of its usual whiles. */
  private static final Duration PUT_OFF = Duration.ofMinutes(5);

  private static final Duration LOOK_AGAIN = Duration.ofSeconds(15);

  private final Inbox inbox;
  private final FirstCredits firstCredits;
  private final ChangedSince changedSince;
  private final Mirror mirror;
  private final ReferenceWork reference;
  private final Sweeps sweeps;
  private final Readings readings;
  private final InboxSettings settings;
  private final LedgerFeatures features;
  private final TransactionTemplate inPractice;

  SweepWork(
      Inbox inbox,
      FirstCredits firstCredits,
      ChangedSince changedSince,
      Mirror mirror,
      ReferenceWork reference,
      Sweeps sweeps,
      Readings readings,
      InboxSettings settings,
      LedgerFeatures features,
      TransactionTemplate inPractice) {
    this.inbox = inbox;
    this.firstCredits = firstCredits;
    this.changedSince = changedSince;
    this.mirror = mirror;
    this.reference = reference;
    this.sweeps = sweeps;
    this.readings = readings;
    this.settings = settings;
    this.features = features;
    this.inPractice = inPractice;
  }

  @Override
  public @Nullable LaneJob next(LaneClass wanted, LaneScope scope) {
    if (wanted != LaneClass.SWEEP) {
      return null;
    }
    Features flowing = features.of(new BindingId(scope.binding()));
    List<Kind> kinds = kinds(scope);
    int calls = calls(flowing, kinds);
    if (flowing.flows(REFERENCE) && !rests(scope, null)) {
      LaneJob job =
          readings.alone(
              scope,
              REFERENCE,
              () ->
                  isDue(scope, REFERENCE, calls)
                      ? reference.reading(ReferencePart.CHART, LaneClass.SWEEP)
                      : null);
      if (job != null) {
        return job;
      }
    }
    for (Kind kind : kinds) {
      if (flowing.flows(kind.text()) && !rests(scope, kind)) {
        LaneJob job =
            readings.alone(
                scope, kind.text(), () -> isDue(scope, kind.text(), calls) ? sweep(kind) : null);
        if (job != null) {
          return job;
        }
      }
    }
    for (Kind kind : FirstCredits.KINDS) {
      LaneJob job =
          rests(scope, kind)
              ? null
              : readings.alone(scope, kind.text(), () -> firstLook(kind, scope, flowing));
      if (job != null) {
        return job;
      }
    }
    return null;
  }

  private LaneJob sweep(Kind kind) {
    return calls -> inbox.sweep(kind, LaneClass.SWEEP, calls);
  }

  private @Nullable LaneJob firstLook(Kind kind, LaneScope scope, Features flowing) {
    Instant at = firstLookAt(kind, scope, flowing);
    return at == null || at.isAfter(sweeps.now())
        ? null
        : calls ->
            firstCredits.look(
                kind,
                calls,
                since ->
                    changedSince.between(kind, calls, since, since, sweeps.now(), (_, _) -> {}));
  }

  private @Nullable Instant firstLookAt(Kind kind, LaneScope scope, Features flowing) {
    if (!flowing.flows(kind.text())) {
      return null;
    }
    Optional<Instant> at =
        inPractice.execute(_ -> Optional.ofNullable(firstCredits.dueAt(scope.tenant(), kind)));
    return at.orElse(null);
  }

  private List<Kind> kinds(LaneScope scope) {
    return Objects.requireNonNull(
        inPractice.execute(
            _ ->
                Stream.of(Kind.values())
                    .filter(
                        it ->
                            Kind.USUAL.contains(it)
                                || FirstCredits.KINDS.contains(it)
                                    && sweeps.find(scope.tenant(), it.text()).isPresent())
                    .toList()));
  }

  private static boolean rests(LaneScope scope, @Nullable Kind kind) {
    return scope.resting().holds(KindOfWork.reading(kind));
  }

  private boolean isDue(LaneScope scope, String kind, int calls) {
    return !dueAt(scope, kind, calls).isAfter(sweeps.now());
  }

  /** When changes of that kind are asked for next. */
  Instant sweepAt(LaneScope scope, Kind kind) {
    Features flowing = features.of(new BindingId(scope.binding()));
    return dueAt(scope, kind.text(), calls(flowing, kinds(scope)));
  }

  /** What one reading of all that is read takes. */
  private static int calls(Features flowing, List<Kind> kinds) {
    return kinds.stream()
        .filter(it -> flowing.flows(it.text()))
        .mapToInt(ChangedSince::calls)
        .sum();
  }

  private Instant dueAt(LaneScope scope, String kind, int calls) {
    UUID tenant = scope.tenant();
    Optional<Sweeps.Mark> mark = inPractice.execute(_ -> sweeps.find(tenant, kind));
    if (kind.equals(REFERENCE)) {
      return mark.map(
              it ->
                  it.from(
                      usual(it, lasting(scope, settings.referenceEvery(it.reference()), calls))))
          .orElse(Instant.MIN);
    }
    return mark.map(it -> it.from(putOff(tenant, it, every(scope, it, calls)))).orElse(Instant.MIN);
  }

  /**
   * Less often where the day has few calls left: the kinds share what is there for readings, and
   * deposits take three of them.
   */
  private Duration every(LaneScope scope, Sweeps.Mark mark, int calls) {
    Duration usual = mark.every() == null ? settings.sweepEvery() : mark.every();
    if (mark.silent() && usual.compareTo(settings.sweepEvery()) > 0) {
      // Whatever was chosen counted on the webhook.
      usual = settings.sweepEvery();
    }
    return lasting(scope, usual, calls);
  }

  private static Duration lasting(LaneScope scope, Duration usual, int calls) {
    if (scope.apart().isZero()) {
      return usual;
    }
    Duration lasting = scope.apart().multipliedBy(calls);
    return lasting.compareTo(usual) > 0 ? lasting : usual;
  }

  private static Instant usual(Sweeps.Mark mark, Duration every) {
    return earlier(mark.readAt().plus(every), mark.dueAt());
  }

  /**
   * While thousands of ours are on their way a reading would find little but them, a thousand a
   * call, and take the calls from those behind them. It waits until they are through, but not for
   * long: events tell of others' changes meanwhile, where they come.
   */
  private Instant putOff(UUID tenant, Sweeps.Mark mark, Duration every) {
    Instant now = sweeps.now();
    Instant usual = usual(mark, every);
    Duration waits = every.compareTo(PUT_OFF) < 0 ? every : PUT_OFF;
    Instant last = mark.readAt().plus(every).plus(waits.multipliedBy(2));
    // What an event or a person asks for is not one of the ordinary readings.
    boolean asked = mark.dueAt() != null && !mark.dueAt().isAfter(now);
    if (asked || usual.isAfter(now) || !now.isBefore(last)) {
      return usual;
    }
    boolean busy = Boolean.TRUE.equals(inPractice.execute(_ -> mirror.sendingMany(tenant)));
    return busy ? earlier(last, now.plus(LOOK_AGAIN)) : usual;
  }

  private static @Nullable Instant restsUntil(LaneScope scope, String kind) {
    return scope.resting().until(KindOfWork.reading(kind.equals(REFERENCE) ? null : Kind.of(kind)));
  }

  private static Instant later(Instant a, @Nullable Instant b) {
    return b != null && b.isAfter(a) ? b : a;
  }

  private static Instant earlier(Instant a, @Nullable Instant b) {
    return b != null && b.isBefore(a) ? b : a;
  }

  @Override
  public @Nullable Instant due(LaneScope scope) {
    Features flowing = features.of(new BindingId(scope.binding()));
    List<Kind> kinds = kinds(scope);
    int calls = calls(flowing, kinds);
    Instant due =
        Stream.concat(Stream.of(REFERENCE), kinds.stream().map(Kind::text))
            .filter(flowing::flows)
            .map(it -> later(dueAt(scope, it, calls), restsUntil(scope, it)))
            .min(Comparator.naturalOrder())
            .orElse(null);
    for (Kind kind : FirstCredits.KINDS) {
      Instant wanted = firstLookAt(kind, scope, flowing);
      if (wanted != null) {
        Instant at = later(wanted, restsUntil(scope, kind.text()));
        due = due == null ? at : earlier(due, at);
      }
    }
    return due != null && due.isBefore(Instant.EPOCH) ? sweeps.now() : due;
  }
}
