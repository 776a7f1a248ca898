package dev.tandem.books.lane;

import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.BindingId;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.connection.Route;
import dev.tandem.books.ledger.Ledger;
import dev.tandem.shared.PracticeId;
import dev.tandem.shared.Practices;
import dev.tandem.shared.nodes.NodeClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The single, cluster-wide place where calls to one organisation are made. Whoever has work leaves
 * a signal in the own transaction; a turn looks for it.
 */
@Component
public class Lanes {

  /** How soon a lane is offered again after a node whose clock is wrong has left it alone. */
  private static final Duration CLOCK_WRONG = Duration.ofSeconds(5);

  private final LaneRepository lanes;
  private final Epochs epochs;
  private final AppMinutes minutes;
  private final List<LaneWork> works;
  private final List<Ledger> ledgers;
  private final Connections connections;
  private final Waker waker;
  private final TurnsHere turns;
  private final Room room;
  private final SyncLog log;
  private final LogChain chain;
  private final NodeClock machine;
  private final TransactionTemplate inPractice;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  Lanes(
      LaneRepository lanes,
      Epochs epochs,
      AppMinutes minutes,
      List<LaneWork> works,
      List<Ledger> ledgers,
      Connections connections,
      Waker waker,
      TurnsHere turns,
      Room room,
      SyncLog log,
      LogChain chain,
      NodeClock machine,
      TransactionTemplate inPractice,
      ApplicationEventPublisher events,
      Clock clock) {
    this.lanes = lanes;
    this.epochs = epochs;
    this.minutes = minutes;
    this.works = works;
    this.ledgers = ledgers;
    this.connections = connections;
    this.waker = waker;
    this.turns = turns;
    this.room = room;
    this.log = log;
    this.chain = chain;
    this.machine = machine;
    this.inPractice = inPractice;
    this.events = events;
    this.clock = clock;
  }

  /** The current practice has work: wakes its lanes once the transaction is committed. */
  public void signal() {
    wakeAfterCommit(lanes.signal(Practices.current()));
  }

  /** Wakes these lanes, whose signals somebody has left, after the commit if one is to come. */
  public void wakeAfterCommit(List<LaneId> signalled) {
    if (!TransactionSynchronizationManager.isSynchronizationActive()) {
      signalled.forEach(waker::wake);
      return;
    }
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            signalled.forEach(waker::wake);
          }
        });
  }

  /** Makes the lane of a binding, which is then there for good. */
  void open(Binding binding) {
    lanes.open(id(binding), Practices.current());
  }

  /** The practice that an organisation's lane works for, or did last; needs no practice. */
  public Optional<PracticeId> holder(String provider, UUID tenant) {
    return lanes.ofTenant(provider, tenant).map(LaneRow::practice);
  }

  /** The lane of a binding of the current practice. */
  public LaneId id(Binding binding) {
    return new LaneId(connections.app(binding.id()), UUID.fromString(binding.tenantId()));
  }

  /** The current practice's lanes. */
  public List<LaneState> states() {
    Instant now = clock.instant();
    return lanes.ofPractice(Practices.current()).stream().map(it -> LaneState.of(it, now)).toList();
  }

  /** Makes no more calls for this organisation until {@link #resume}. */
  public void pause(LaneId id) {
    requireOwn(id);
    lanes.pause(id, true);
  }

  public void resume(LaneId id) {
    requireOwn(id);
    lanes.pause(id, false);
    signal();
  }

  private void requireOwn(LaneId id) {
    if (lanes.ofPractice(Practices.current()).stream().noneMatch(it -> it.id().equals(id))) {
      throw new dev.tandem.shared.NoSuchRecord("lane", id);
    }
  }

  /** The lanes of the current practice. */
  public List<LaneId> ofPractice() {
    return lanes.ofPractice(Practices.current()).stream().map(LaneRow::id).toList();
  }

  /**
   * Runs one turn, here and now.
   *
   * @return when the lane has to be up again if nobody wakes it; null if nothing is due
   */
  public @Nullable Instant runOnce(LaneId id) {
    return runOnce(id, () -> false);
  }

  @Nullable Instant runOnce(LaneId id, BooleanSupplier closing) {
    if (!machine.mayWork()) {
      // Before anything is taken: another node, or this one when its clock is set, finds it all.
      return clock.instant().plus(CLOCK_WRONG);
    }
    LaneRow lane = room.visit(() -> epochs.begin(id, clock.instant())).orElse(null);
    if (lane == null || lane.paused() || lane.retired()) {
      return null;
    }
    Instant now = clock.instant();
    if (lane.blockedAt(now)) {
      return lane.pace().blockedUntil();
    }
    Route route =
        room.visit(() -> connections.route(id.provider(), id.tenant().toString())).orElse(null);
    return route == null
        ? null
        : Practices.in(route.practice(), () -> run(lane, route.binding(), closing));
  }

  private @Nullable Instant run(LaneRow lane, BindingId bindingId, BooleanSupplier closing) {
    if (epochs.isPutBack(lane.id())) {
      tellPutBack(lane.id(), bindingId);
    }
    Binding binding = room.visit(() -> connections.binding(bindingId));
    if (!binding.active()) {
      return null;
    }
    LaneCalls calls =
        calls(lane, new LaneScope(lane.id(), bindingId.value(), binding.sending(), lane.epoch()));
    var turn = new Turn(Practices.current(), calls, works, lanes, room, closing);
    turns.begins(lane.id(), turn);
    try {
      turn.run();
    } finally {
      room.visit(
          () -> {
            chain.turnEnded(lane.id().tenant());
            turns.ended(lane.id(), turn);
            calls.share().giveBack();
            return true;
          });
    }
    return room.visit(() -> new Rest(calls, works, clock.instant()).until(turn.failing()));
  }

  /** Before anything is looked for that might be sent. */
  private void tellPutBack(LaneId id, BindingId binding) {
    room.visit(
        () -> {
          inPractice.executeWithoutResult(
              _ -> events.publishEvent(new LanePutBack(binding, id.tenant())));
          epochs.told(id);
          return true;
        });
  }

  /**
   * Single calls to an organisation of the current practice that somebody waits for at a terminal:
   * made here and now beside the lane's turn, whichever node has it, but taken from the same
   * budget, held back by the same blocks and written into the same log.
   *
   * @throws LaneStopped if no call may be made now
   */
  public <T extends @Nullable Object> T visit(BindingId bindingId, Function<LaneCalls, T> work) {
    Binding binding = connections.binding(bindingId);
    LaneId id = id(binding);
    LaneRow lane =
        lanes.find(id).orElseThrow(() -> new IllegalStateException("There is no lane " + id));
    LaneCalls calls =
        calls(lane, new LaneScope(id, bindingId.value(), binding.sending(), LaneScope.GUEST));
    try {
      return work.apply(calls);
    } finally {
      calls.share().giveBack();
    }
  }

  private LaneCalls calls(LaneRow lane, LaneScope scope) {
    return new LaneCalls(
        scope,
        ledger(scope.lane()).books(scope.binding()),
        new LaneFacts(lanes, lane),
        new AppShare(minutes, scope.lane().app(), clock),
        log,
        inPractice,
        events,
        clock);
  }

  private Ledger ledger(LaneId id) {
    return ledgers.stream()
        .filter(it -> it.provider().equals(id.provider()))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("No ledger is called " + id.provider()));
  }

  /**
   * Whether signals came during the turn. A node that may not work has taken none and would wake
   * the lane for itself again and again; it leaves that to {@link #watch}.
   */
  boolean wantsAnotherTurn(LaneId id) {
    return machine.mayWork() && lanes.signalled(id);
  }

  /** Wakes lanes whose wake-up was lost: a crash between commit and hint, a lost hint. */
  void watch() {
    lanes.signalledAndFree(clock.instant()).forEach(waker::wake);
  }
}
