package dev.tandem.books.inbox;

import dev.tandem.books.lane.LaneId;
import dev.tandem.books.lane.LaneScope;
import dev.tandem.books.ledger.Kind;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * The records that calls of the present turn are reading because of events: what is told of one
 * meanwhile waits for the end of that call. Only one turn of a lane runs, so this lives with it.
 */
@Component
class InFlight {

  private record Turn(long epoch, Map<Kind, Set<String>> read) {}

  private final Map<LaneId, Turn> turns = new ConcurrentHashMap<>();

  synchronized Set<String> of(LaneScope scope, Kind kind) {
    return Set.copyOf(read(scope, kind));
  }

  synchronized void begin(LaneScope scope, Kind kind, Collection<String> ids) {
    read(scope, kind).addAll(ids);
  }

  synchronized void end(LaneScope scope, Kind kind, Collection<String> ids) {
    read(scope, kind).removeAll(ids);
  }

  private Set<String> read(LaneScope scope, Kind kind) {
    Turn turn = turns.get(scope.lane());
    // A later turn begins when all calls of the one before have ended.
    if (turn == null || turn.epoch() < scope.epoch()) {
      turn = new Turn(scope.epoch(), new EnumMap<>(Kind.class));
      turns.put(scope.lane(), turn);
    }
    return turn.read().computeIfAbsent(kind, _ -> new HashSet<>());
  }
}
