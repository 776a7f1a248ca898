package dev.tandem.books.inbox;

import dev.tandem.books.lane.LaneJob;
import dev.tandem.books.lane.LaneScope;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The readings under way on this node: what is being read already, for whatever reason, is not read
 * a second time beside it.
 */
@Component
public class Readings {

  private final Set<String> underWay = ConcurrentHashMap.newKeySet();

  /**
   * @param what is read of the scope's organisation, in one word for each question
   * @return the reading, which has to be run; null if the same is under way
   */
  public @Nullable LaneJob alone(LaneScope scope, String what, LaneJob reading) {
    String name = scope.lane() + " " + what;
    if (!underWay.add(name)) {
      return null;
    }
    return calls -> {
      try {
        reading.run(calls);
      } finally {
        underWay.remove(name);
      }
    };
  }
}
