package dev.tandem.books.lane;

import java.util.UUID;

/**
 * For whom a turn works.
 *
 * @param sending whether our changes may leave
 * @param epoch which turn this is; a later one makes this one stop
 */
public record LaneScope(LaneId lane, UUID binding, boolean sending, long epoch) {

  public UUID tenant() {
    return lane.tenant();
  }
}
