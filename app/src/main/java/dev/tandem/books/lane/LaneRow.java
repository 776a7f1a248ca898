package dev.tandem.books.lane;

import dev.tandem.shared.PracticeId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A lane's facts, as the database has them.
 *
 * @param retired the organisation is reached by another app now, in another lane
 */
record LaneRow(
    LaneId id,
    PracticeId practice,
    long epoch,
    long seq,
    @Nullable Instant blockedUntil,
    @Nullable String blockedReason,
    Budget budget,
    Map<String, Circuit> circuits,
    boolean paused,
    boolean retired) {

  Circuit circuit(LaneClass kind) {
    return circuits.getOrDefault(kind.text(), Circuit.CLOSED);
  }

  LaneRow with(Budget left) {
    return new LaneRow(
        id, practice, epoch, seq, blockedUntil, blockedReason, left, circuits, paused, retired);
  }

  LaneRow with(LaneClass kind, Circuit circuit) {
    var all = new HashMap<>(circuits);
    all.put(kind.text(), circuit);
    return new LaneRow(
        id, practice, epoch, seq, blockedUntil, blockedReason, budget, all, paused, retired);
  }

  LaneRow blocked(Instant until, String reason) {
    boolean longer = blockedUntil == null || until.isAfter(blockedUntil);
    return new LaneRow(
        id,
        practice,
        epoch,
        seq,
        longer ? until : blockedUntil,
        longer ? reason : blockedReason,
        budget,
        circuits,
        paused,
        retired);
  }

  boolean blockedAt(Instant now) {
    return blockedUntil != null && now.isBefore(blockedUntil);
  }
}
