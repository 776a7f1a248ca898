package dev.tandem.books.lane;

import dev.tandem.books.connection.BindingId;
import dev.tandem.books.lane.LaneStopped.Why;
import dev.tandem.books.ledger.Books;
import dev.tandem.books.ledger.CallFacts;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.LedgerTrouble;
import dev.tandem.books.ledger.Reply;
import dev.tandem.books.ledger.TooLate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The only way to a ledger: each call is claimed from the lane's budget, made, believed about what
 * is left, and logged. One per turn, shared by its threads.
 */
public final class LaneCalls {

  /** After something went wrong that the next call would probably meet, too. */
  static final Duration BREATH = Duration.ofSeconds(5);

  private static final Duration SEAT_LOOK = Duration.ofMillis(20);

  private final LaneScope scope;
  private final Books books;
  private final LaneFacts facts;
  private final AppShare share;
  private final SyncLog log;
  private final TransactionTemplate inPractice;
  private final ApplicationEventPublisher events;
  private final Clock clock;
  private final AtomicInteger look = new AtomicInteger(1);
  private final AtomicBoolean made = new AtomicBoolean();
  private final AtomicBoolean stopped = new AtomicBoolean();
  private final AtomicBoolean bulkOver = new AtomicBoolean();

  /** Kinds that failed in this turn: others go on, these are let be. */
  private final Set<KindOfWork> troubled = ConcurrentHashMap.newKeySet();

  LaneCalls(
      LaneScope scope,
      Books books,
      LaneFacts facts,
      AppShare share,
      SyncLog log,
      TransactionTemplate inPractice,
      ApplicationEventPublisher events,
      Clock clock) {
    this.scope = scope;
    this.books = books;
    this.facts = facts;
    this.share = share;
    this.log = log;
    this.inPractice = inPractice;
    this.events = events;
    this.clock = clock;
  }

  public LaneScope scope() {
    Instant now = clock.instant();
    Pace pace = facts.seen().pace();
    return scope.at(
        look.get(),
        pace.resting(now).and(troubled, now.plus(BREATH)),
        pace.budget().day().at(now).apart(now));
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
    return make(new Claim(operation, scope, null, false), call);
  }

  /**
   * Looks whether the ledger is well again at what it failed at: with a reading of that kind, never
   * with a write. If it is, calls of the kind pass, and the first that fails ends that.
   *
   * @throws LaneStopped if no call may be made now
   * @throws LedgerTrouble if it is not
   */
  public void probe(LaneClass wanted, KindOfWork work) {
    Instant now = clock.instant();
    var reading =
        new Operation(wanted, work.kind(), "check whether Xero is well again", false, 0, null);
    var claim = new Claim(reading, scope, work, false);
    Kind kind = work.kind();
    if (kind == null) {
      make(claim, Books::organisationName);
    } else {
      make(claim, it -> it.changedSince(kind, now, 1));
    }
  }

  /**
   * Whether the ledger, which just failed at a reading of a kind, is well at another of it: then
   * the kind goes on in this turn.
   *
   * @throws LaneStopped if no call may be made now
   */
  public <T> boolean isWell(Operation reading, Function<Books, Reply<T>> call) {
    try {
      make(new Claim(reading, scope, null, false), call);
    } catch (LedgerTrouble _) {
      return false;
    }
    troubled.remove(reading.work());
    return true;
  }

  /** Of this kind nothing is left to do, so nothing of it rests; makes no call. */
  public void nothingLeft(KindOfWork work) {
    troubled.remove(work);
    inPractice.executeWithoutResult(
        _ ->
            facts
                .change(
                    row -> {
                      Pace now = row.pace();
                      return now.circuit(work).closed() ? null : now.with(work, Circuit.CLOSED);
                    })
                .ifPresent(
                    _ ->
                        events.publishEvent(
                            new CircuitForgotten(new BindingId(scope.binding()), work))));
  }

  /** One reading to learn whether the organisation's day has turned. */
  void ask() {
    make(
        new Claim(
            Operation.read(LaneClass.SWEEP, "check what is left of the day", 0), scope, null, true),
        Books::organisationName);
  }

  private <T> Answer<T> make(Claim claim, Function<Books, Reply<T>> call) {
    Operation operation = claim.operation();
    Taken taken = claim(claim);
    Reply<T> reply;
    try {
      reply = Room.outside(() -> call.apply(books));
    } catch (LedgerTrouble trouble) {
      var outcome =
          new Outcome(
              claim,
              taken,
              trouble.facts(),
              trouble.remedy(),
              trouble.notExecuted(),
              clock.instant());
      CallWords words = CallWords.failed(trouble, operation).then(record(outcome));
      if (!operation.push() || trouble.notExecuted()) {
        troubled.add(operation.work());
      }
      log.add(scope, taken.seq(), operation, trouble.facts(), words);
      throw trouble;
    } catch (LaneStopped notMade) {
      leave();
      throw notMade;
    } catch (TooLate _) {
      leave();
      // Whatever held it up may hold up the next one, too; a person does not wait for that.
      if (operation.kind().bulk()) {
        troubled.add(operation.work());
      }
      throw new LaneStopped(Why.TURN_OVER);
    } catch (RuntimeException | Error unexpected) {
      wentWrong(operation, taken, unexpected);
      throw unexpected;
    }
    var outcome = new Outcome(claim, taken, reply.facts(), null, false, clock.instant());
    CallWords words = CallWords.answered(reply.value()).then(record(outcome));
    log.add(scope, taken.seq(), operation, reply.facts(), words);
    return new Answer<>(reply.value(), taken.seq());
  }

  private void wentWrong(Operation operation, Taken taken, Throwable unexpected) {
    try {
      leave();
      var words = CallWords.unexpected(operation);
      log.add(scope, taken.seq(), operation, CallFacts.none(), words);
    } catch (RuntimeException e) {
      unexpected.addSuppressed(e);
    }
  }

  /** Nothing is learnt of the lane; the seat is free for others. */
  private void leave() {
    facts.change(
        row -> {
          Seats seats = row.pace().seats();
          boolean present = scope.mayGoOnIn(row.epoch());
          return row.pace().with(present ? seats.left(scope.guest()) : seats.formerLeft());
        });
  }

  private Taken claim(Claim claim) {
    if (stopped.get()) {
      throw new LaneStopped(Why.TURN_OVER);
    }
    LaneClass kind = claim.operation().kind();
    if (!share.take(kind, usable(kind))) {
      throw over(kind, new LaneStopped(Why.APP_SPENT, share.opens()));
    }
    long patience = System.nanoTime() + Seats.LONGEST.toNanos();
    while (true) {
      var refusal = new Claim.Refused[1];
      Instant now = clock.instant();
      LaneRow claimed =
          facts
              .change(
                  row ->
                      switch (claim.on(row, now)) {
                        case Claim.Granted it -> it.pace();
                        case Claim.Refused it -> {
                          refusal[0] = it;
                          yield null;
                        }
                      })
              .orElse(null);
      if (claimed != null) {
        made.set(true);
        return Taken.of(claimed.pace(), now);
      }
      if (refusal[0] != Claim.Refused.FULL || System.nanoTime() > patience) {
        share.putBack();
        throw stopped(refusal[0], claim);
      }
      Room.outside(
          () -> {
            LockSupport.parkNanos(SEAT_LOOK.toNanos());
            return true;
          });
      facts.read();
    }
  }

  /**
   * @param refused null if the lane is gone
   */
  private LaneStopped stopped(Claim.@Nullable Refused refused, Claim claim) {
    LaneStopped why =
        refused == null
            ? new LaneStopped(Why.TAKEN)
            : Stops.of(refused, claim, facts.seen(), clock.instant());
    if (refused == Claim.Refused.RESTS) {
      troubled.add(claim.operation().work());
      return why;
    }
    if (refused == Claim.Refused.AWAY || refused == Claim.Refused.SPENT) {
      return over(claim.operation().kind(), why);
    }
    stopped.set(true);
    return why;
  }

  /** What bulk work may not have is left for people. */
  private LaneStopped over(LaneClass kind, LaneStopped why) {
    (kind.bulk() ? bulkOver : stopped).set(true);
    return why;
  }

  private int usable(LaneClass kind) {
    int left = facts.seen().pace().budget().at(clock.instant()).minute().left();
    return kind.bulk() ? left - Minute.RESERVE : left;
  }

  /**
   * What happened is recorded whoever owns the lane by now.
   *
   * @return what it changed for a kind of work, in words; null if nothing
   */
  private @Nullable String record(Outcome outcome) {
    if (outcome.unsent()) {
      share.putBack(outcome.taken().at());
    }
    share.told(outcome.taken().at(), outcome.facts().appMinuteLeft());
    if (outcome.appSpent()) {
      share.told(outcome.taken().at(), 0);
    }
    if (outcome.stops()) {
      stopped.set(true);
    }
    if (!outcome.delicate(facts.seen().pace())) {
      return store(outcome);
    }
    // Whoever is told of a circuit is told in the transaction that opens or closes it.
    return inPractice
        .<Optional<String>>execute(_ -> Optional.ofNullable(store(outcome)))
        .orElse(null);
  }

  private @Nullable String store(Outcome outcome) {
    var before = new Pace[1];
    LaneRow after =
        facts
            .change(
                row -> {
                  before[0] = row.pace();
                  return outcome.on(row.pace(), scope.guest(), scope.mayGoOnIn(row.epoch()));
                })
            .orElse(null);
    return after == null ? null : tell(outcome.changed(before[0], after.pace()));
  }

  private @Nullable String tell(Outcome.@Nullable Change change) {
    if (change == null) {
      return null;
    }
    var binding = new BindingId(scope.binding());
    Object event =
        change.until() == null
            ? new CircuitClosed(binding, change.work())
            : new CircuitOpened(binding, change.work(), change.until());
    inPractice.executeWithoutResult(_ -> events.publishEvent(event));
    return change.words();
  }

  /** Whether something may have changed that was looked up before. */
  boolean takeSignalled() {
    return facts.takeSignalled();
  }

  /** What was looked up before has to be looked up anew. */
  void lookAnew() {
    look.incrementAndGet();
  }

  /** Whether a call of this class may start, as far as is known without claiming it. */
  boolean mayStart(LaneClass kind) {
    return !stopped.get()
        && !(kind.bulk() && bulkOver.get())
        && !facts.seen().pace().outage().holds(kind, clock.instant())
        && facts.seen().pace().budget().at(clock.instant()).allows(kind)
        && share.has(kind, usable(kind));
  }

  /** Seats that calls of former turns hold. */
  int former() {
    return facts.seen().pace().seats().former(clock.instant());
  }

  /** Whether a spent day should be looked at. */
  boolean mayAskForDay() {
    Budget budget = facts.seen().pace().budget().at(clock.instant());
    return budget.day().mayAsk(clock.instant())
        && budget.minute().allows(LaneClass.SWEEP)
        && !facts.seen().pace().outage().holds(LaneClass.SWEEP, clock.instant());
  }

  LaneFacts facts() {
    return facts;
  }

  AppShare share() {
    return share;
  }

  /** Whether no call was made so far. */
  boolean none() {
    return !made.get();
  }

  boolean troubled() {
    return !troubled.isEmpty();
  }

  void stop() {
    stopped.set(true);
  }

  boolean isStopped() {
    return stopped.get();
  }
}
