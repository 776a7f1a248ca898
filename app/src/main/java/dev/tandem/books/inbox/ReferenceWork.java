package dev.tandem.books.inbox;

import dev.tandem.books.connection.BindingId;
import dev.tandem.books.connection.Feature;
import dev.tandem.books.connection.LedgerFeatures;
import dev.tandem.books.lane.KindOfWork;
import dev.tandem.books.lane.LaneClass;
import dev.tandem.books.lane.LaneJob;
import dev.tandem.books.lane.LaneScope;
import dev.tandem.books.lane.LaneWork;
import dev.tandem.books.reference.ReferencePart;
import dev.tandem.books.reference.ReferenceReading;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What an organisation's books are made of is read once a day, accounts and taxes twice ({@link
 * SweepWork}, because invoices and payments are read with them), or as often as the practice chose;
 * at once when somebody asks.
 */
@Component
class ReferenceWork implements LaneWork {

  private static final String KIND = Feature.REFERENCE.kind();

  private final ReferenceReading reading;
  private final RefusedLists refused;
  private final Sweeps sweeps;
  private final Readings readings;
  private final InboxSettings settings;
  private final Shows shows;
  private final LedgerFeatures features;
  private final TransactionTemplate inPractice;

  ReferenceWork(
      ReferenceReading reading,
      RefusedLists refused,
      Sweeps sweeps,
      Readings readings,
      InboxSettings settings,
      Shows shows,
      LedgerFeatures features,
      TransactionTemplate inPractice) {
    this.reading = reading;
    this.refused = refused;
    this.sweeps = sweeps;
    this.readings = readings;
    this.settings = settings;
    this.shows = shows;
    this.features = features;
    this.inPractice = inPractice;
  }

  /** The word under which the part's readings are kept. */
  static String kind(ReferencePart part) {
    return part == ReferencePart.CHART ? KIND : "reference details";
  }

  /** The reading of a part, which notes that it was done. */
  LaneJob reading(ReferencePart part, LaneClass wanted) {
    return calls -> {
      Instant began = sweeps.now();
      UUID tenant = calls.scope().tenant();
      refused.read(
          tenant,
          kind(part),
          () ->
              reading.read(
                  part,
                  wanted,
                  began,
                  calls,
                  () -> {
                    sweeps.save(tenant, kind(part), null, began);
                    sweeps.answered(tenant, kind(part));
                    shows.reading(tenant);
                  }));
    };
  }

  @Override
  public @Nullable LaneJob next(LaneClass wanted, LaneScope scope) {
    if (!flows(scope) || scope.resting().holds(KindOfWork.reading(null))) {
      return null;
    }
    return switch (wanted) {
      case PERSON ->
          Arrays.stream(ReferencePart.values())
              .map(
                  it ->
                      readings.alone(
                          scope,
                          kind(it),
                          () -> due(askedFor(scope, it)) ? reading(it, wanted) : null))
              .filter(Objects::nonNull)
              .findFirst()
              .orElse(null);
      case SWEEP ->
          readings.alone(
              scope,
              kind(ReferencePart.DETAILS),
              () -> due(detailsDue(scope)) ? reading(ReferencePart.DETAILS, wanted) : null);
      case PULL, PUSH -> null;
    };
  }

  private boolean flows(LaneScope scope) {
    return features.of(new BindingId(scope.binding())).flows(KIND);
  }

  private boolean due(@Nullable Instant at) {
    return at != null && !at.isAfter(sweeps.now());
  }

  private @Nullable Instant askedFor(LaneScope scope, ReferencePart part) {
    return find(scope, part)
        .filter(it -> it.askedAt() != null && it.dueAt() != null)
        .map(it -> it.from(Objects.requireNonNull(it.dueAt())))
        .orElse(null);
  }

  /** After the chart: what the rest names is in it. */
  private @Nullable Instant detailsDue(LaneScope scope) {
    if (find(scope, ReferencePart.CHART)
        .filter(it -> it.readAt().isAfter(Instant.EPOCH))
        .isEmpty()) {
      return null;
    }
    return find(scope, ReferencePart.DETAILS)
        .map(it -> it.from(earlier(it.readAt().plus(apart(scope, it)), it.dueAt())))
        .orElseGet(sweeps::now);
  }

  /** Less often where the day has few calls left: it takes several. */
  private Duration apart(LaneScope scope, Sweeps.Mark mark) {
    Duration usual = settings.detailsEvery(mark.reference());
    Duration lasting = scope.apart().multipliedBy(ReferenceReading.calls(ReferencePart.DETAILS));
    return lasting.compareTo(usual) > 0 ? lasting : usual;
  }

  private Optional<Sweeps.Mark> find(LaneScope scope, ReferencePart part) {
    return Objects.requireNonNull(inPractice.execute(_ -> sweeps.find(scope.tenant(), kind(part))));
  }

  private static Instant earlier(Instant usual, @Nullable Instant asked) {
    return asked != null && asked.isBefore(usual) ? asked : usual;
  }

  @Override
  public @Nullable Instant due(LaneScope scope) {
    return flows(scope) ? opened(detailsDue(scope), scope) : null;
  }

  @Override
  public @Nullable Instant dueForPeople(LaneScope scope) {
    return flows(scope)
        ? opened(
            Arrays.stream(ReferencePart.values())
                .map(it -> askedFor(scope, it))
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null),
            scope)
        : null;
  }

  /** Not before its circuit is tried again. */
  private static @Nullable Instant opened(@Nullable Instant at, LaneScope scope) {
    Instant until = scope.resting().until(KindOfWork.reading(null));
    return at == null || until == null || at.isAfter(until) ? at : until;
  }
}
