package dev.tandem.books.lane;

import dev.tandem.books.lane.LaneStopped.Why;
import java.time.Instant;

/** Why a claim was refused, and until when, told from the lane as it was seen then. */
final class Stops {

  private Stops() {}

  static LaneStopped of(Claim.Refused refused, Claim claim, LaneRow lane, Instant now) {
    Pace pace = lane.pace();
    return switch (refused) {
      case HELD -> held(claim, lane, now);
      case SPENT -> spent(claim.operation().kind(), pace.budget().at(now));
      case AWAY -> new LaneStopped(Why.AWAY, pace.outage().until());
      case RESTS -> new LaneStopped(Why.RESTS, pace.circuit(claim.operation().work()).until());
      case FULL -> new LaneStopped(Why.FULL);
    };
  }

  private static LaneStopped held(Claim claim, LaneRow lane, Instant now) {
    if (lane.retired() || !claim.scope().mayGoOnIn(lane.epoch())) {
      return new LaneStopped(Why.TAKEN);
    }
    if (lane.paused()) {
      // What a person did is told before what passes by itself.
      return new LaneStopped(Why.PAUSED);
    }
    Instant blocked = lane.pace().blockedUntil();
    Budget budget = lane.pace().budget().at(now);
    LaneClass kind = claim.operation().kind();
    if (budget.day().allows(kind)) {
      return new LaneStopped(Why.BLOCKED, blocked);
    }
    Instant opens = budget.opens(kind);
    boolean later = opens != null && blocked != null && opens.isAfter(blocked);
    return new LaneStopped(Why.DAY_SPENT, later ? opens : blocked);
  }

  private static LaneStopped spent(LaneClass kind, Budget budget) {
    return new LaneStopped(
        budget.day().allows(kind) ? Why.MINUTE_SPENT : Why.DAY_SPENT, budget.opens(kind));
  }
}
