package dev.tandem.books.lane;

import dev.tandem.shared.PracticeId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Which turn of each lane is the present one. The count only grows, so one that this process has
 * seen higher says that the database was put back beneath it.
 */
@Component
public class Epochs {

  private final LaneRepository lanes;

  /** The highest that this process has seen. */
  private final Map<LaneId, Seen> highest = new ConcurrentHashMap<>();

  /** Lanes that were put back, and nobody was told yet. */
  private final Set<LaneId> putBack = ConcurrentHashMap.newKeySet();

  /**
   * @param practice a lane that changed hands counts for its new holder only
   */
  private record Seen(PracticeId practice, long epoch) {

    static Seen of(LaneRow row) {
      return new Seen(row.practice(), row.epoch());
    }

    Seen orHigher(Seen other) {
      return practice.equals(other.practice) && epoch >= other.epoch ? this : other;
    }

    boolean isNotBefore(LaneRow row) {
      return practice.equals(row.practice()) && epoch >= row.epoch();
    }
  }

  Epochs(LaneRepository lanes) {
    this.lanes = lanes;
  }

  /**
   * Tells whoever prepares calls whether the lane is still theirs: whether no later turn of it has
   * begun. It may begin right after this: then the lane refuses the call that was prepared, and
   * what was prepared is dissolved.
   */
  public boolean isPresent(LaneScope scope) {
    return scope.guest() || lanes.isPresent(scope.lane(), scope.epoch());
  }

  /** Begins a new turn of the lane. */
  Optional<LaneRow> begin(LaneId id, Instant now) {
    // Known before the row is changed: what another thread begins meanwhile is no earlier turn.
    Seen known = highest.get(id);
    Optional<LaneRow> begun = lanes.begin(id, now);
    begun.ifPresent(it -> see(it, known));
    return begun;
  }

  private void see(LaneRow begun, @Nullable Seen known) {
    if (known != null && known.isNotBefore(begun)) {
      putBack.add(begun.id());
      highest.put(begun.id(), Seen.of(begun));
    } else {
      highest.merge(begun.id(), Seen.of(begun), Seen::orHigher);
    }
  }

  /** Whether the lane was put back and {@link #told} was not called since. */
  boolean isPutBack(LaneId id) {
    return putBack.contains(id);
  }

  /** It is written down that the lane was put back. */
  void told(LaneId id) {
    putBack.remove(id);
  }
}
