package dev.tandem.books.lane;

import java.util.UUID;

/**
 * For whom a turn works.
 *
 * @param sending whether our changes might leave when the turn began
 * @param epoch which turn this is; a later one makes this one stop. {@link #GUEST}: no turn at all
 * @param look rises whenever something may have changed that a turn has looked up; 0 outside of one
 * @param resting what may not start now
 * @param sparing the organisation's plan has few calls a day: what is only a precaution comes less
 *     often
 */
public record LaneScope(
    LaneId lane,
    UUID binding,
    boolean sending,
    long epoch,
    int look,
    Resting resting,
    boolean sparing) {

  /** Beside whatever turn is under way: for single calls that somebody waits for. */
  static final long GUEST = -1;

  public LaneScope(LaneId lane, UUID binding, boolean sending, long epoch) {
    this(lane, binding, sending, epoch, 0, Resting.NONE, false);
  }

  boolean guest() {
    return epoch == GUEST;
  }

  boolean mayGoOnIn(long present) {
    return guest() || epoch == present;
  }

  LaneScope at(int newLook, Resting now, boolean few) {
    return new LaneScope(lane, binding, sending, epoch, newLook, now, few);
  }

  public UUID tenant() {
    return lane.tenant();
  }
}
