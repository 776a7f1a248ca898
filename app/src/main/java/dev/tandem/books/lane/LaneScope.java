package dev.tandem.books.lane;

import java.time.Duration;
import java.util.UUID;

/**
 * For whom a turn works.
 *
 * @param sending whether our changes might leave when the turn began
 * @param epoch which turn this is; a later one makes this one stop. {@link #GUEST}: no turn at all
 * @param look rises whenever something may have changed that a turn has looked up; 0 outside of one
 * @param resting what may not start now
 * @param apart how far apart calls are made that are only a precaution, so that the day lasts; zero
 *     while there are plenty
 */
public record LaneScope(
    LaneId lane,
    UUID binding,
    boolean sending,
    long epoch,
    int look,
    Resting resting,
    Duration apart) {

  /** Beside whatever turn is under way: for single calls that somebody waits for. */
  static final long GUEST = -1;

  public LaneScope(LaneId lane, UUID binding, boolean sending, long epoch) {
    this(lane, binding, sending, epoch, 0, Resting.NONE, Duration.ZERO);
  }

  boolean guest() {
    return epoch == GUEST;
  }

  boolean mayGoOnIn(long present) {
    return guest() || epoch == present;
  }

  LaneScope at(int newLook, Resting now, Duration newApart) {
    return new LaneScope(lane, binding, sending, epoch, newLook, now, newApart);
  }

  public UUID tenant() {
    return lane.tenant();
  }
}
