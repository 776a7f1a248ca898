package dev.tandem.books.plan;

import dev.tandem.books.lane.LaneScope;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * A lane asks for work before each call, and plans hardly ever have any: what was looked up and
 * found empty is not looked up again for a moment, and in no case later than the lane's next turn.
 */
@Component
class Lull {

  private static final Duration LASTS = Duration.ofSeconds(2);

  private record Since(long epoch, long nanos) {}

  private final Map<String, Since> lulls = new ConcurrentHashMap<>();

  void begins(LaneScope scope) {
    lulls.put(scope.lane().toString(), new Since(scope.epoch(), System.nanoTime()));
  }

  boolean lasts(LaneScope scope) {
    Since since = lulls.get(scope.lane().toString());
    return since != null
        && since.epoch() == scope.epoch()
        && System.nanoTime() - since.nanos() < LASTS.toNanos();
  }

  /** Somebody on this node has just decided something. */
  void ends() {
    lulls.clear();
  }
}
