package dev.tandem.books.outbox;

import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.BindingId;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.connection.Features;
import dev.tandem.books.connection.LedgerFeatures;
import dev.tandem.books.inbox.Inbox;
import dev.tandem.books.inbox.Readings;
import dev.tandem.books.lane.KindOfWork;
import dev.tandem.books.lane.LaneClass;
import dev.tandem.books.lane.LaneId;
import dev.tandem.books.lane.LaneJob;
import dev.tandem.books.lane.LaneScope;
import dev.tandem.books.lane.LaneWork;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.outbox.PushClaim.Claimed;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Our changes as work for a lane: what waits, and writes whose outcome is unknown. */
@Component
class PushWork implements LaneWork {

  /**
   * An unknown batch is lent to one call until that is surely over, though the application be
   * killed in the middle of it.
   */
  static final Duration LOAN = UnknownOutcome.FIRST_IS_OVER.plusMinutes(1);

  /** What allocations and refunds are parts of. */
  private static final List<Kind> WHOLES = List.of(Kind.CREDIT_NOTE, Kind.ADVANCE);

  private final CarefulClaim claim;
  private final PushCall call;
  private final UnknownOutcome unknown;
  private final PendingPushes pending;
  private final PushBatches batches;
  private final Inbox inbox;
  private final Connections connections;
  private final LedgerFeatures features;
  private final PushGuards guards;
  private final ReadThisTurn readThisTurn;
  private final Readings readings;
  private final Clock clock;

  /** What the present or last turn of each lane has looked up. */
  private final Map<LaneId, PushLook> looks = new ConcurrentHashMap<>();

  /** The turn of each lane that has looked for what an earlier one prepared and left. */
  private final Map<LaneId, Long> begun = new ConcurrentHashMap<>();

  PushWork(
      CarefulClaim claim,
      PushCall call,
      UnknownOutcome unknown,
      PendingPushes pending,
      PushBatches batches,
      Inbox inbox,
      Connections connections,
      LedgerFeatures features,
      PushGuards guards,
      ReadThisTurn readThisTurn,
      Readings readings,
      Clock clock) {
    this.claim = claim;
    this.call = call;
    this.unknown = unknown;
    this.pending = pending;
    this.batches = batches;
    this.inbox = inbox;
    this.connections = connections;
    this.features = features;
    this.guards = guards;
    this.readThisTurn = readThisTurn;
    this.readings = readings;
    this.clock = clock;
  }

  @Override
  public @Nullable LaneJob next(LaneClass wanted, LaneScope scope) {
    begin(scope);
    return switch (wanted) {
      case PERSON -> {
        PushLook look = look(scope);
        yield look.peopleWait(clock.instant()) ? push(scope, wanted, look) : null;
      }
      case PUSH -> {
        // Looking what became of a write is a reading: it is done although nothing may leave.
        LaneJob job = unresolved(scope);
        yield job != null ? job : push(scope, wanted, look(scope));
      }
      case PULL, SWEEP -> null;
    };
  }

  /** What an earlier turn prepared and did not record, as if killed, has an unknown outcome. */
  private void begin(LaneScope scope) {
    Long last = begun.put(scope.lane(), scope.epoch());
    if (last == null || last != scope.epoch()) {
      batches.abandonOlderThan(scope.tenant(), scope.epoch(), UnknownOutcome.FIRST_IS_OVER);
    }
  }

  private @Nullable LaneJob unresolved(LaneScope scope) {
    return batches
        .lendUnknown(scope.tenant(), LOAN)
        .map(it -> (LaneJob) calls -> unknown.resolve(it, calls, () -> mayGo(scope)))
        .orElse(null);
  }

  /** A person may turn sending off while a turn goes on, which signals. */
  private PushLook look(LaneScope scope) {
    PushLook last = looks.get(scope.lane());
    if (last != null && last.holds(scope)) {
      return last;
    }
    List<Kind> kinds = mayGo(scope) ? flowing(scope) : List.of();
    var look =
        new PushLook(
            scope, kinds, kinds.isEmpty() ? null : pending.dueForPeople(scope.tenant(), kinds));
    looks.put(scope.lane(), look);
    return look;
  }

  private @Nullable LaneJob push(LaneScope scope, LaneClass wanted, PushLook look) {
    for (Kind kind : look.kinds()) {
      KindOfWork work = KindOfWork.sending(kind);
      boolean urgent = wanted == LaneClass.PERSON;
      boolean rests = scope.resting().holds(work) || scope.resting().doubts(work);
      if (rests && !pending.anyFor(scope.tenant(), kind)) {
        return calls -> calls.nothingLeft(work);
      }
      if (scope.resting().holds(work) || !urgent && look.isEmpty(kind)) {
        continue;
      }
      int callsOver = look.callsOver();
      LaneJob job =
          scope.resting().doubts(work)
              ? probe(scope, work, wanted)
              : push(kind, scope, wanted, look);
      if (job != null) {
        return job;
      }
      if (!urgent) {
        look.foundEmpty(kind, callsOver);
      }
    }
    return null;
  }

  /** Before a write goes where writes failed in a row a reading finds out; only if one waits. */
  private @Nullable LaneJob probe(LaneScope scope, KindOfWork work, LaneClass wanted) {
    Kind kind = Objects.requireNonNull(work.kind());
    Instant due = pending.due(scope.tenant(), PushClaim.PATIENCE, List.of(kind));
    return due == null || clock.instant().isBefore(due) ? null : calls -> calls.probe(wanted, work);
  }

  /**
   * As it is now, not as it was when the turn began: the signal of whoever turned sending on
   * meanwhile may be taken already, and nobody would come again.
   */
  private boolean mayGo(LaneScope scope) {
    Binding binding = connections.binding(new BindingId(scope.binding()));
    return binding.mayPush() && guards.stop(binding).isEmpty();
  }

  private @Nullable LaneJob push(Kind kind, LaneScope scope, LaneClass wanted, PushLook look) {
    while (true) {
      switch (claim.claim(kind, scope, wanted == LaneClass.PERSON)) {
        case Claimed.Nothing _ -> {
          return null;
        }
        case Claimed.Again _ -> {}
        case Claimed.ReadFirst it -> {
          return readFirst(it.kind().shownBy(), kind, scope, wanted, look);
        }
        case Claimed.ReadWhole it -> {
          return readWhole(it, scope, wanted, look);
        }
        case Claimed.Look it -> {
          return calls -> {
            try {
              unknown.resolve(it.batch(), calls, () -> false);
            } finally {
              called(scope, look, kind);
            }
          };
        }
        case Claimed.Batch it -> {
          return calls -> {
            try {
              call.send(it.batch(), wanted, calls);
            } finally {
              called(scope, look, kind);
            }
          };
        }
      }
    }
  }

  /**
   * Somebody may have signalled during the call: then a newer look stands beside the one that it
   * began with, and may have found the way barred by this very call.
   */
  private void called(LaneScope scope, PushLook look, Kind kind) {
    look.called(kind);
    PushLook newest = looks.get(scope.lane());
    if (newest != null && newest != look) {
      newest.called(kind);
    }
  }

  /**
   * What a list would show of them is not enough: a line that was added there, or a change before
   * our payment.
   */
  private @Nullable LaneJob readWhole(
      Claimed.ReadWhole it, LaneScope scope, LaneClass wanted, PushLook look) {
    if (scope.resting().holds(KindOfWork.reading(it.kind()))) {
      return null;
    }
    return alone(
        scope,
        "before writing " + it.kind().text(),
        calls -> readThisTurn.add(scope, inbox.fetch(it.kind(), wanted, calls, it.ledgerIds())),
        it.kind(),
        look);
  }

  /** Our update wins over an edit that we have not read, so we read right before it. */
  private @Nullable LaneJob readFirst(
      Kind shown, Kind kind, LaneScope scope, LaneClass wanted, PushLook look) {
    return scope.resting().holds(KindOfWork.reading(shown))
        ? null
        : alone(scope, shown.text(), calls -> inbox.sweep(shown, wanted, calls), kind, look);
  }

  private @Nullable LaneJob alone(
      LaneScope scope, String what, LaneJob read, Kind kind, PushLook look) {
    return readings.alone(
        scope,
        what,
        () ->
            calls -> {
              try {
                read.run(calls);
              } finally {
                called(scope, look, kind);
              }
            });
  }

  @Override
  public @Nullable Instant due(LaneScope scope) {
    // The turn is over: what it prepared and did not record has an unknown outcome.
    batches.abandonOlderThan(scope.tenant(), scope.epoch() + 1, UnknownOutcome.FIRST_IS_OVER);
    Instant due = batches.due(scope.tenant());
    if (!mayGo(scope)) {
      return due;
    }
    List<Kind> free = new ArrayList<>(flowing(scope));
    for (Kind kind : List.copyOf(free)) {
      Instant rests = restsUntil(scope, kind);
      if (rests != null) {
        free.remove(kind);
        due = earlier(due, due(scope, kind, rests));
      }
    }
    return earlier(due, pending.due(scope.tenant(), PushClaim.PATIENCE, free));
  }

  /**
   * When something of a kind is due of which not all can go.
   *
   * @param rests until when those rest that rest for longest
   */
  private @Nullable Instant due(LaneScope scope, Kind kind, Instant rests) {
    UUID tenant = scope.tenant();
    if (isPart(kind)) {
      Instant due = null;
      for (Kind whole : WHOLES) {
        Instant parts = pending.dueOfParts(tenant, PushClaim.PATIENCE, kind, whole);
        due = earlier(due, later(parts, restsUntil(scope, kind, whole)));
      }
      return due;
    }
    Instant all = later(pending.due(tenant, PushClaim.PATIENCE, List.of(kind)), rests);
    boolean made =
        !kind.onlyMadeAndRemoved()
            && circuitsUntil(scope, kind, kind) == null
            && inbox.isAwake(kind, tenant);
    return made ? earlier(all, pending.dueOfNew(tenant, PushClaim.PATIENCE, kind)) : all;
  }

  private static boolean isPart(Kind kind) {
    return kind == Kind.ALLOCATION || kind == Kind.REFUND;
  }

  private @Nullable Instant restsUntil(LaneScope scope, Kind kind) {
    if (!isPart(kind)) {
      return restsUntil(scope, kind, kind.shownBy());
    }
    Instant until = null;
    for (Kind whole : WHOLES) {
      until = latest(until, restsUntil(scope, kind, whole));
    }
    return until;
  }

  /**
   * Changes go only after a reading of their kind, and so wait for that, too; parts only where the
   * kind was not read at all since this process came up.
   *
   * @param shown the kind whose readings show it
   */
  private @Nullable Instant restsUntil(LaneScope scope, Kind kind, Kind shown) {
    Instant given =
        isPart(kind) && inbox.isAwake(shown, scope.tenant())
            ? null
            : inbox.waitsUntil(shown, scope.tenant());
    return latest(circuitsUntil(scope, kind, shown), given);
  }

  private static @Nullable Instant circuitsUntil(LaneScope scope, Kind kind, Kind shown) {
    return latest(
        scope.resting().until(KindOfWork.sending(kind)),
        scope.resting().until(KindOfWork.reading(shown)));
  }

  @Override
  public @Nullable Instant dueForPeople(LaneScope scope) {
    List<Kind> free =
        mayGo(scope)
            ? flowing(scope).stream().filter(it -> restsUntil(scope, it) == null).toList()
            : List.of();
    return free.isEmpty() ? null : pending.dueForPeople(scope.tenant(), free);
  }

  private static @Nullable Instant latest(@Nullable Instant a, @Nullable Instant b) {
    return a == null ? b : later(a, b);
  }

  private static @Nullable Instant later(@Nullable Instant a, @Nullable Instant b) {
    return a == null || b == null || a.isAfter(b) ? a : b;
  }

  private static @Nullable Instant earlier(@Nullable Instant a, @Nullable Instant b) {
    return a == null ? b : b == null || a.isBefore(b) ? a : b;
  }

  private List<Kind> flowing(LaneScope scope) {
    Features now = features.of(new BindingId(scope.binding()));
    return Arrays.stream(Kind.values()).filter(it -> now.flows(it.text())).toList();
  }

  @Override
  public void tidy(Instant now, Instant logFrom) {
    // What was sent and what came of it is kept as long as the call.
    while (batches.forgetClosedBefore(logFrom) > 0) {}
  }
}
