package dev.tandem.books.lane;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A lane's row in the hands of who calls. It is changed from what was last seen, in one statement
 * that does nothing if somebody else changed it meanwhile; then it is read anew and tried again. So
 * a call costs one statement before and one after, and no lock is held in between.
 */
final class LaneFacts {

  private static final int TRIES = 1_000;

  private final LaneRepository lanes;
  private LaneRow row;
  private boolean signalled;

  LaneFacts(LaneRepository lanes, LaneRow row) {
    this.lanes = lanes;
    this.row = row;
  }

  /** As last seen. */
  synchronized LaneRow seen() {
    return row;
  }

  /** As it is; as last seen if it is gone. */
  synchronized LaneRow read() {
    row = lanes.find(row.id()).orElse(row);
    return row;
  }

  /**
   * @param change null to leave it as it is
   * @return what it is now; empty if it was left or is gone
   */
  synchronized Optional<LaneRow> change(Function<LaneRow, @Nullable Pace> change) {
    for (int tries = 0; tries < TRIES; tries++) {
      Pace next = change.apply(row);
      if (next == null) {
        return Optional.empty();
      }
      LaneRepository.Saved saved = lanes.save(row, next).orElse(null);
      if (saved != null) {
        row = row.with(next, saved.version());
        signalled |= saved.signalled();
        return Optional.of(row);
      }
      LaneRow present = lanes.find(row.id()).orElse(null);
      if (present == null) {
        return Optional.empty();
      }
      row = present;
    }
    throw new IllegalStateException("The lane's row changes faster than it can be followed");
  }

  /** Whether somebody left a signal, as far as seen; forgets it. */
  synchronized boolean takeSignalled() {
    boolean was = signalled;
    signalled = false;
    return was;
  }
}
