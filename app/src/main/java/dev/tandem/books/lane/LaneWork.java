package dev.tandem.books.lane;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that has calls to make. The lane knows nothing of what they do. All methods are asked
 * with the practice bound and no transaction open.
 */
public interface LaneWork {

  /**
   * Claims the next piece of this class that is ready now; null if there is none. What {@link
   * LaneScope#resting} holds is not started.
   */
  @Nullable LaneJob next(LaneClass wanted, LaneScope scope);

  /** The moment from which {@link #next} will have something if nothing happens before. */
  @Nullable Instant due(LaneScope scope);

  /**
   * As {@link #due}, for {@link LaneClass#PERSON} alone: people may go on when bulk work may not.
   */
  default @Nullable Instant dueForPeople(LaneScope scope) {
    return null;
  }

  /**
   * Once a night: lets go what is kept for a set time only.
   *
   * @param logFrom the practice keeps its log of calls from then on
   */
  default void tidy(Instant now, Instant logFrom) {}
}
