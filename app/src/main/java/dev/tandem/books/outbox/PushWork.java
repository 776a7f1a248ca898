package dev.tandem.books.outbox;

import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.BindingId;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.connection.Features;
import dev.tandem.books.connection.LedgerFeatures;
import dev.tandem.books.inbox.Inbox;
import dev.tandem.books.lane.Deadlock;
import dev.tandem.books.lane.LaneClass;
import dev.tandem.books.lane.LaneJob;
import dev.tandem.books.lane.LaneScope;
import dev.tandem.books.lane.LaneWork;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.outbox.PushClaim.Claimed;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
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
  private static final Duration LOAN = UnknownOutcome.FIRST_IS_OVER.plusMinutes(1);

  private final PushClaim claim;
  private final PushCall call;
  private final UnknownOutcome unknown;
  private final PendingPushes pending;
  private final PushBatches batches;
  private final Inbox inbox;
  private final Connections connections;
  private final LedgerFeatures features;
  private final PushGuards guards;
  private final ReadThisTurn readThisTurn;

  /** Readings under way that updates wait for, by lane and kind. */
  private final Set<String> reading = ConcurrentHashMap.newKeySet();

  PushWork(
      PushClaim claim,
      PushCall call,
      UnknownOutcome unknown,
      PendingPushes pending,
      PushBatches batches,
      Inbox inbox,
      Connections connections,
      LedgerFeatures features,
      PushGuards guards,
      ReadThisTurn readThisTurn) {
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
  }

  @Override
  public @Nullable LaneJob next(LaneClass wanted, LaneScope scope) {
    return switch (wanted) {
      case PERSON -> push(scope, wanted);
      case PUSH -> {
        // Looking what became of a write is a reading: it is done although nothing may leave.
        LaneJob job = unresolved(scope);
        yield job != null ? job : push(scope, wanted);
      }
      case PULL, SWEEP -> null;
    };
  }

  private @Nullable LaneJob unresolved(LaneScope scope) {
    batches.abandonOlderThan(scope.tenant(), scope.epoch(), UnknownOutcome.FIRST_IS_OVER);
    return batches
        .lendUnknown(scope.tenant(), LOAN)
        .map(it -> (LaneJob) calls -> unknown.resolve(it, calls, mayGo(scope)))
        .orElse(null);
  }

  private @Nullable LaneJob push(LaneScope scope, LaneClass wanted) {
    // A person may have turned sending off since the turn began.
    if (!mayGo(scope)) {
      return null;
    }
    Features features = this.features.of(new BindingId(scope.binding()));
    for (Kind kind : Kind.values()) {
      LaneJob job = features.flows(kind.text()) ? push(kind, scope, wanted) : null;
      if (job != null) {
        return job;
      }
    }
    return null;
  }

  private boolean mayGo(LaneScope scope) {
    if (!scope.sending()) {
      return false;
    }
    Binding binding = connections.binding(new BindingId(scope.binding()));
    return binding.mayPush() && guards.stop(binding).isEmpty();
  }

  private @Nullable LaneJob push(Kind kind, LaneScope scope, LaneClass wanted) {
    while (true) {
      switch (Deadlock.retried(() -> claim.claim(kind, scope, wanted == LaneClass.PERSON))) {
        case Claimed.Nothing _ -> {
          return null;
        }
        case Claimed.Again _ -> {}
        case Claimed.ReadFirst _ -> {
          return readFirst(kind, scope, wanted);
        }
        case Claimed.ReadWhole it -> {
          return readWhole(it, scope, wanted);
        }
        case Claimed.Batch it -> {
          return calls -> call.send(it.batch(), wanted, calls);
        }
      }
    }
  }

  /** A line that was added over there since the last reading would be deleted by our list. */
  private @Nullable LaneJob readWhole(Claimed.ReadWhole it, LaneScope scope, LaneClass wanted) {
    return alone(
        scope.lane() + " whole " + it.kind(),
        calls -> readThisTurn.add(scope, inbox.fetch(it.kind(), wanted, calls, it.ledgerIds())));
  }

  /** Our update wins over an edit that we have not read, so we read right before it. */
  private @Nullable LaneJob readFirst(Kind kind, LaneScope scope, LaneClass wanted) {
    return alone(scope.lane() + " " + kind, calls -> inbox.sweep(kind, wanted, calls));
  }

  private @Nullable LaneJob alone(String name, LaneJob read) {
    if (!reading.add(name)) {
      return null;
    }
    return calls -> {
      try {
        read.run(calls);
      } finally {
        reading.remove(name);
      }
    };
  }

  @Override
  public @Nullable Instant due(LaneScope scope) {
    // The turn is over: what it prepared and did not record has an unknown outcome.
    batches.abandonOlderThan(scope.tenant(), scope.epoch() + 1, UnknownOutcome.FIRST_IS_OVER);
    Instant waiting =
        mayGo(scope) ? pending.due(scope.tenant(), PushClaim.PATIENCE, flowing(scope)) : null;
    Instant open = batches.due(scope.tenant());
    return waiting == null ? open : open == null || waiting.isBefore(open) ? waiting : open;
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
