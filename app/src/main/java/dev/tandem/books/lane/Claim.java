package dev.tandem.books.lane;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether a call may be made, decided on the lane's facts.
 *
 * @param probed what the call finds out about for others; null if it is made for its own sake
 * @param asking it finds out whether a spent day has turned
 */
record Claim(Operation operation, LaneScope scope, @Nullable KindOfWork probed, boolean asking) {

  sealed interface Answer permits Granted, Refused {}

  /**
   * @param pace with the call under way
   */
  record Granted(Pace pace) implements Answer {}

  enum Refused implements Answer {
    /** Paused, blocked, retired, or another turn's. */
    HELD,
    SPENT,
    /** The ledger cannot be reached; it is tried again later. */
    AWAY,
    /** The kind of work failed in a row. */
    RESTS,
    /** Five calls are under way. */
    FULL
  }

  Answer on(LaneRow lane, Instant now) {
    if (!scope.mayGoOnIn(lane.epoch()) || lane.blockedAt(now) || lane.paused() || lane.retired()) {
      return Refused.HELD;
    }
    Budget budget = lane.pace().budget().at(now);
    if (!allowedBy(budget, now)) {
      return Refused.SPENT;
    }
    Outage outage = lane.pace().outage();
    if (outage.holds(operation.kind(), now)) {
      return Refused.AWAY;
    }
    Pace pace = passing(lane.pace(), now);
    if (pace == null) {
      return Refused.RESTS;
    }
    Seats seats = pace.seats().taken(scope.guest(), now);
    return seats == null
        ? Refused.FULL
        : new Granted(
            pace.with(outage.tried(operation.kind(), now)).claimed(taken(budget, now), seats));
  }

  private boolean allowedBy(Budget budget, Instant now) {
    LaneClass kind = operation.kind();
    return budget.minute().allows(kind)
        && (budget.day().allows(kind) || asking && budget.day().mayAsk(now));
  }

  private Budget taken(Budget budget, Instant now) {
    Budget taken = budget.taken(now);
    return asking ? new Budget(taken.minute(), taken.day().asked(now)) : taken;
  }

  /** Null if a circuit keeps the call back. A reading of a doubtful kind finds out by itself. */
  private @Nullable Pace passing(Pace pace, Instant now) {
    Pace trying = trying(pace, operation.work(), now);
    return trying == null || probed == null ? trying : trying(trying, probed, now);
  }

  private @Nullable Pace trying(Pace pace, KindOfWork work, Instant now) {
    Circuit circuit = pace.circuit(work);
    if (circuit.closed()) {
      return pace;
    }
    boolean finds = !work.push() || work.equals(probed);
    return circuit.halfOpen(now) && finds ? pace.with(work, circuit.tried(now)) : null;
  }
}
