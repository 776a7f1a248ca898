package dev.tandem.books.lane;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** The turns under way on this node: what is signalled here need not wait for a call to end. */
@Component
class TurnsHere {

  private final Map<LaneId, Turn> turns = new ConcurrentHashMap<>();

  void begins(LaneId lane, Turn turn) {
    turns.put(lane, turn);
  }

  void ended(LaneId lane, Turn turn) {
    turns.remove(lane, turn);
  }

  /** Makes a turn that is under way look again; false if there is none. */
  boolean poke(LaneId lane) {
    Turn turn = turns.get(lane);
    if (turn != null) {
      turn.poke();
    }
    return turn != null;
  }
}
