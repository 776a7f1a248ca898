package dev.tandem.books.outbox;

import dev.tandem.books.lane.LaneId;
import dev.tandem.books.lane.LaneScope;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Which records were read in full during the present turn of each lane. A list that is sent
 * replaces the ledger's, so it is laid over one that was read just before; and what a payment of
 * ours moved is read before it is sent. Lost with the process, which costs a reading.
 */
@Component
class ReadThisTurn {

  private record Turn(long epoch, Set<String> read) {}

  private final Map<LaneId, Turn> turns = new ConcurrentHashMap<>();

  void add(LaneScope scope, Collection<String> ledgerIds) {
    turns.merge(scope.lane(), new Turn(scope.epoch(), Set.copyOf(ledgerIds)), ReadThisTurn::join);
  }

  private static Turn join(Turn known, Turn more) {
    if (known.epoch() != more.epoch()) {
      return more;
    }
    var all = new HashSet<>(known.read());
    all.addAll(more.read());
    return new Turn(known.epoch(), Set.copyOf(all));
  }

  /** What the turn has read so far; what is looked up here afterwards knows of it. */
  Set<String> read(LaneScope scope) {
    Turn turn = turns.get(scope.lane());
    return turn != null && turn.epoch() == scope.epoch() ? turn.read() : Set.of();
  }

  /** Whatever was read may be another now. */
  void forget(LaneScope scope) {
    turns.remove(scope.lane());
  }

  /** What is sent now has to be read anew before it is sent again. */
  void used(LaneScope scope, Collection<String> ledgerIds) {
    turns.computeIfPresent(
        scope.lane(),
        (_, turn) -> {
          var left = new HashSet<>(turn.read());
          left.removeAll(ledgerIds);
          return new Turn(turn.epoch(), Set.copyOf(left));
        });
  }
}
