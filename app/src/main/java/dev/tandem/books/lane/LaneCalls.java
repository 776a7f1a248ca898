package dev.tandem.books.lane;

import dev.tandem.books.ledger.Books;
import dev.tandem.books.ledger.CallFacts;
import dev.tandem.books.ledger.LedgerTrouble;
import dev.tandem.books.ledger.LedgerTrouble.Remedy;
import dev.tandem.books.ledger.Reply;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The only way to a ledger: each call is claimed from the lane's budget, made, believed about what
 * is left, and logged. One per turn, shared by its threads.
 */
public final class LaneCalls {

  /** After a refusal for too many calls at once, which names no time. */
  private static final Duration BREATH = Duration.ofSeconds(1);

  private final LaneScope scope;
  private final Books books;
  private final LaneRepository lanes;
  private final TransactionTemplate inHouse;
  private final SyncLog log;
  private final Clock clock;
  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicInteger allowance;
  private final AtomicBoolean stopped = new AtomicBoolean();

  LaneCalls(
      LaneScope scope,
      Books books,
      LaneRepository lanes,
      TransactionTemplate inHouse,
      SyncLog log,
      Clock clock,
      int allowance) {
    this.scope = scope;
    this.books = books;
    this.lanes = lanes;
    this.inHouse = inHouse;
    this.log = log;
    this.clock = clock;
    this.allowance = new AtomicInteger(allowance);
  }

  public LaneScope scope() {
    return scope;
  }

  /** Prepares writes; calls nobody. */
  public Books books() {
    return books;
  }

  /**
   * Makes one call.
   *
   * @throws LaneStopped if no call may be made now
   * @throws LedgerTrouble as the ledger answered
   */
  public <T> Answer<T> call(Operation operation, Function<Books, Reply<T>> call) {
    long seq = claim(operation.kind());
    underWay.incrementAndGet();
    try {
      Reply<T> reply = call.apply(books);
      underWay.decrementAndGet();
      record(operation.kind(), reply.facts(), null, false);
      log.add(scope, seq, operation, reply.facts(), CallWords.answered(reply.value()));
      return new Answer<>(reply.value(), seq);
    } catch (LedgerTrouble trouble) {
      underWay.decrementAndGet();
      record(operation.kind(), trouble.facts(), trouble.remedy(), trouble.notExecuted());
      log.add(scope, seq, operation, trouble.facts(), CallWords.failed(trouble, operation.push()));
      throw trouble;
    }
  }

  private long claim(LaneClass kind) {
    if (stopped.get()) {
      throw new LaneStopped("the turn is over");
    }
    if (allowance.getAndUpdate(left -> Math.max(0, left - 1)) == 0) {
      throw stop("the share of the app's minute is used up");
    }
    Instant now = clock.instant();
    Optional<Long> seq = inHouse.execute(_ -> claim(kind, now));
    return seq.orElseThrow(() -> stop("the budget is spent or the lane has a new owner"));
  }

  private Optional<Long> claim(LaneClass kind, Instant now) {
    LaneRow lane = lanes.lock(scope.lane()).orElse(null);
    if (lane == null
        || !scope.mayGoOnIn(lane.epoch())
        || lane.blockedAt(now)
        || lane.paused()
        || lane.retired()) {
      return Optional.empty();
    }
    Budget budget = lane.budget().at(now);
    if (!budget.allows(kind)) {
      return Optional.empty();
    }
    long seq = lane.seq() + 1;
    lanes.save(lane.with(budget.taken(now)), seq);
    return Optional.of(seq);
  }

  /** What happened is recorded whoever owns the lane by now. */
  private void record(
      LaneClass kind, CallFacts facts, @Nullable Remedy remedy, boolean notExecuted) {
    Instant now = clock.instant();
    inHouse.executeWithoutResult(
        _ ->
            lanes
                .lock(scope.lane())
                .ifPresent(
                    it -> lanes.save(after(it, kind, facts, remedy, notExecuted, now), it.seq())));
    if (remedy == Remedy.WAIT || remedy == Remedy.RECONNECT) {
      stopped.set(true);
    }
  }

  private LaneRow after(
      LaneRow lane,
      LaneClass kind,
      CallFacts facts,
      @Nullable Remedy remedy,
      boolean notExecuted,
      Instant now) {
    LaneRow told =
        lane.with(lane.budget().told(facts.minuteLeft(), facts.dayLeft(), underWay.get(), now));
    if (remedy == Remedy.WAIT) {
      Duration pause = facts.retryAfter() == null ? BREATH : facts.retryAfter();
      return told.blocked(now.plus(pause), "Xero asked to wait");
    }
    if (remedy == Remedy.LATER && !notExecuted) {
      return told.with(kind, lane.circuit(kind).failed(now));
    }
    boolean healthy = remedy == null || remedy == Remedy.CORRECT || remedy == Remedy.GONE;
    return healthy && lane.circuit(kind).failures() > 0 ? told.with(kind, Circuit.CLOSED) : told;
  }

  /**
   * Looks whether the ledger is well again: half-open circuits are tried with a reading, never with
   * a write.
   */
  boolean probe(LaneClass kind) {
    try {
      call(Operation.read(kind, "probe", 0), Books::organisationName);
      return true;
    } catch (LedgerTrouble _) {
      return false;
    }
  }

  private LaneStopped stop(String why) {
    stopped.set(true);
    return new LaneStopped(why);
  }

  void stop() {
    stopped.set(true);
  }

  boolean isStopped() {
    return stopped.get();
  }

  int unused() {
    return allowance.get();
  }
}
