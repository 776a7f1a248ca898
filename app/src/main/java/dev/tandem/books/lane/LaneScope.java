package dev.tandem.books.lane;

import java.util.UUID;

/**
 * For whom a turn works.
 *
 * @param sending whether our changes may leave
 * @param epoch which turn this is; a later one makes this one stop. {@link #GUEST}: no turn at all
 */
public record LaneScope(LaneId lane, UUID binding, boolean sending, long epoch) {

  /** Beside whatever turn is under way: for single calls that somebody waits for. */
  static final long GUEST = -1;

  boolean mayGoOnIn(long present) {
    return epoch == GUEST || epoch == present;
  }

  public UUID tenant() {
    return lane.tenant();
  }
}
