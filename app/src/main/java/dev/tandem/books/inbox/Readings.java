package dev.tandem.books.inbox;

import dev.tandem.books.lane.LaneJob;
import dev.tandem.books.lane.LaneScope;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The readings under way on this node: what is being read already, for whatever reason, is not read
 * a second time beside it.
 */
@Component
public class Readings {

  /** With the turn that each belongs to. */
  private final Map<String, Long> underWay = new ConcurrentHashMap<>();

  /**
   * @param what is read of the scope's organisation, in one word for each question
   * @param look what is to be read now, or null; asked only once the place is taken, because
   *     another reading may end between a look before that and this one, and the same would be read
   *     twice
   * @return the reading, which has to be run; null if there is none or the same is under way. One
   *     that was never run bars the way until its turn is over
   */
  public @Nullable LaneJob alone(
      LaneScope scope, String what, Supplier<? extends @Nullable LaneJob> look) {
    String name = scope.lane() + " " + what;
    long turn = scope.epoch();
    Long held = underWay.putIfAbsent(name, turn);
    // A turn ends only when all its calls have: what is left of an earlier one was never begun.
    boolean left = held != null && held >= 0 && held != turn && underWay.replace(name, held, turn);
    if (held != null && !left) {
      return null;
    }
    LaneJob reading = null;
    try {
      reading = look.get();
    } finally {
      if (reading == null) {
        underWay.remove(name, turn);
      }
    }
    return reading == null ? null : placed(name, turn, reading);
  }

  private LaneJob placed(String name, long turn, LaneJob reading) {
    return calls -> {
      try {
        reading.run(calls);
      } finally {
        underWay.remove(name, turn);
      }
    };
  }
}
