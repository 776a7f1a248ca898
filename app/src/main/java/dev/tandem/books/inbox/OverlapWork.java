package dev.tandem.books.inbox;

import dev.tandem.books.connection.BindingId;
import dev.tandem.books.connection.LedgerFeatures;
import dev.tandem.books.lane.KindOfWork;
import dev.tandem.books.lane.LaneCalls;
import dev.tandem.books.lane.LaneClass;
import dev.tandem.books.lane.LaneJob;
import dev.tandem.books.lane.LaneScope;
import dev.tandem.books.lane.LaneWork;
import dev.tandem.books.lane.Operation;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.LedgerTrace;
import dev.tandem.books.ledger.LedgerTrouble;
import dev.tandem.books.ledger.Notices;
import dev.tandem.books.mirror.OverlapJudgement;
import dev.tandem.books.mirror.Overlaps;
import dev.tandem.books.mirror.Overlaps.Suspect;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Looks in the ledger's history whether a write of ours went over somebody's change. What an event
 * told of is looked at at once. What may have been the write itself, and where no events come the
 * latest writes, as a precaution: one at a time, seldom enough that the day lasts. So are those
 * that may have gone over something of which an event was lost.
 */
@Component
class OverlapWork implements LaneWork {

  /** Under this name the last precaution is noted. */
  private static final String MARK = "overlap";

  private static final Duration EVERY = Duration.ofMinutes(10);

  /** Of what events told, no more are looked at: a call, and mostly another one, for each. */
  private static final Duration PACE = Duration.ofSeconds(5);

  /** Events that did not come for so long may not come at all. */
  private static final Duration SILENT = Duration.ofHours(1);

  /** After which a history is asked for again that could not be told. */
  private static final Duration UNTOLD = Duration.ofHours(1);

  private final Overlaps overlaps;
  private final OverlapJudgement judgement;
  private final Fetching fetching;
  private final WaitingNotices waiting;
  private final Notices notices;
  private final Sweeps sweeps;
  private final Heard heard;
  private final LedgerFeatures features;
  private final TransactionTemplate inPractice;

  OverlapWork(
      Overlaps overlaps,
      OverlapJudgement judgement,
      Fetching fetching,
      WaitingNotices waiting,
      Notices notices,
      Sweeps sweeps,
      Heard heard,
      LedgerFeatures features,
      TransactionTemplate inPractice) {
    this.overlaps = overlaps;
    this.judgement = judgement;
    this.fetching = fetching;
    this.waiting = waiting;
    this.notices = notices;
    this.sweeps = sweeps;
    this.heard = heard;
    this.features = features;
    this.inPractice = inPractice;
  }

  @Override
  public @Nullable LaneJob next(LaneClass wanted, LaneScope scope) {
    return switch (wanted) {
      case PULL ->
          job(scope, inPractice.execute(_ -> overlaps.told(scope.tenant(), true, pace(scope))));
      case SWEEP -> precaution(scope);
      default -> null;
    };
  }

  private @Nullable LaneJob precaution(LaneScope scope) {
    Optional<Instant> due = inPractice.execute(_ -> precautionDue(scope));
    if (due == null || due.isEmpty() || due.get().isAfter(sweeps.now())) {
      return null;
    }
    Optional<Suspect> suspect =
        inPractice.execute(
            _ -> {
              sweeps.save(scope.tenant(), MARK, null, sweeps.now());
              return overlaps
                  .told(scope.tenant(), false, Duration.ZERO)
                  .or(() -> overlaps.unlooked(scope.tenant(), silent(scope)));
            });
    return job(scope, suspect);
  }

  private @Nullable LaneJob job(LaneScope scope, @Nullable Optional<Suspect> suspect) {
    Suspect it = suspect == null ? null : suspect.orElse(null);
    if (it == null
        || scope.resting().holds(KindOfWork.reading(it.kind()))
        || scope.resting().holds(KindOfWork.reading(null))) {
      return null;
    }
    if (!features.of(new BindingId(scope.binding())).flows(it.kind().text())) {
      inPractice.executeWithoutResult(_ -> overlaps.drop(scope.tenant(), it));
      return null;
    }
    return calls -> look(it, calls);
  }

  /** What the ledger shows of the record is taken before it is judged. */
  private void look(Suspect it, LaneCalls calls) {
    LaneClass how = it.sure() ? LaneClass.PULL : LaneClass.SWEEP;
    List<LedgerTrace> history = history(it, how, calls);
    boolean found = it.sure() || (history != null && isOverlap(calls.scope(), it, history));
    if (found && fetch(it, how, calls).early().contains(it.ledgerId())) {
      // Being written just now: what is lent comes back by itself.
      return;
    }
    inPractice.executeWithoutResult(_ -> judgement.conclude(calls.scope().tenant(), it, history));
  }

  /**
   * One that is not given is put before a person where events wait. It is judged once it is, and
   * asked for ever more rarely: each time it waits as long again as it is old.
   */
  private Fetching.Fetched fetch(Suspect it, LaneClass how, LaneCalls calls) {
    try {
      return fetching.fetch(it.kind(), how, calls, List.of(it.ledgerId()));
    } catch (LedgerTrouble e) {
      if (Blame.mayBeTheirs(e, 1)) {
        UUID tenant = calls.scope().tenant();
        Duration age = Duration.between(it.until(), sweeps.now());
        inPractice.executeWithoutResult(
            _ -> {
              overlaps.putOff(tenant, it, age.compareTo(UNTOLD) > 0 ? age : UNTOLD);
              waiting.askApart(
                  tenant, notices.category(it.kind()), List.of(it.ledgerId()), Duration.ZERO);
            });
      }
      throw e;
    }
  }

  private boolean isOverlap(LaneScope scope, Suspect it, List<LedgerTrace> history) {
    return Boolean.TRUE.equals(
        inPractice.execute(_ -> judgement.isOverlap(scope.tenant(), it, history)));
  }

  /** Null if the ledger has no history of it: that is no reason to ask again. */
  private @Nullable List<LedgerTrace> history(Suspect it, LaneClass how, LaneCalls calls) {
    Kind kind = it.kind();
    try {
      // Not of the kind: records are read, and then sent, although their history cannot be.
      return calls
          .call(
              Operation.read(how, "fetch the history of " + kind.plural(), 1),
              books -> books.history(kind, it.ledgerId()))
          .value();
    } catch (LedgerTrouble e) {
      return switch (e.remedy()) {
        case GONE, CORRECT -> null;
        case LATER -> {
          inPractice.executeWithoutResult(_ -> overlaps.putOff(calls.scope().tenant(), it, UNTOLD));
          throw e;
        }
        case WAIT, RECONNECT -> throw e;
      };
    }
  }

  /** Kinds of which nothing was told for so long, with the last time that it was. */
  private Map<Kind, Instant> silent(LaneScope scope) {
    Instant since = sweeps.now().minus(SILENT);
    Map<Kind, Instant> last = heard.last(scope.tenant(), Overlaps.KINDS);
    last.values().removeIf(it -> !it.isBefore(since));
    return last;
  }

  private static Duration pace(LaneScope scope) {
    return scope.apart().compareTo(PACE) > 0 ? scope.apart() : PACE;
  }

  @Override
  public @Nullable Instant due(LaneScope scope) {
    Optional<Instant> due =
        inPractice.execute(
            _ ->
                Stream.concat(
                        Stream.ofNullable(overlaps.due(scope.tenant(), true)),
                        precautionDue(scope).stream())
                    .min(Comparator.naturalOrder()));
    return due == null ? null : due.orElse(null);
  }

  private Optional<Instant> precautionDue(LaneScope scope) {
    Instant told = overlaps.due(scope.tenant(), false);
    Optional<Instant> waits =
        told != null && !told.isAfter(sweeps.now())
            ? Optional.of(told)
            : Stream.concat(
                    Stream.ofNullable(told),
                    // No sooner than an event would come.
                    overlaps.unlooked(scope.tenant(), silent(scope)).stream()
                        .map(it -> it.until().plus(EVERY)))
                .min(Comparator.naturalOrder());
    Duration every = scope.apart().compareTo(EVERY) > 0 ? scope.apart() : EVERY;
    return waits.map(
        it ->
            sweeps
                .find(scope.tenant(), MARK)
                .map(mark -> mark.readAt().plus(every))
                .filter(it::isBefore)
                .orElse(it));
  }
}
