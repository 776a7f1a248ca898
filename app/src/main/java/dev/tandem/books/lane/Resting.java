package dev.tandem.books.lane;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Kinds of work that are kept back because calls failed in a row.
 *
 * @param until nothing of these kinds may start before
 * @param doubtful their pause is over: writes wait for a reading to find out first, a reading is
 *     that
 */
public record Resting(Map<KindOfWork, Instant> until, Set<KindOfWork> doubtful) {

  public static final Resting NONE = new Resting(Map.of(), Set.of());

  /** Whether nothing of this kind may start now. */
  public boolean holds(KindOfWork work) {
    return until.containsKey(work);
  }

  /** Whether something has to be read before it may start. */
  public boolean doubts(KindOfWork work) {
    return doubtful.contains(work);
  }

  /** When this kind may start again; null if it may now. */
  public @Nullable Instant until(KindOfWork work) {
    return until.get(work);
  }

  /** These, too, for the rest of a turn. */
  Resting and(Set<KindOfWork> others, Instant then) {
    if (others.isEmpty()) {
      return this;
    }
    var all = new HashMap<>(until);
    others.forEach(it -> all.putIfAbsent(it, then));
    return new Resting(all, doubtful);
  }
}
