package dev.tandem.books.lane;

/**
 * The lane may make no further call now: its budget is spent, it is blocked, or it has a new owner.
 */
public final class LaneStopped extends RuntimeException {

  public LaneStopped(String why) {
    super(why, null, false, false);
  }
}
