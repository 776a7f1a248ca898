package dev.tandem.books.lane;

import dev.tandem.shared.PracticeId;
import java.time.Instant;

/**
 * A lane's facts, as the database has them.
 *
 * @param version changes with each change of the row, whoever makes it
 * @param epoch counts the turns
 * @param retired the organisation is reached by another app now, in another lane
 */
record LaneRow(
    LaneId id,
    PracticeId practice,
    String version,
    long epoch,
    boolean paused,
    boolean retired,
    Pace pace) {

  LaneRow with(Pace other, String newVersion) {
    return new LaneRow(id, practice, newVersion, epoch, paused, retired, other);
  }

  boolean blockedAt(Instant now) {
    return pace.blockedAt(now);
  }
}
