package dev.tandem.books.lane;

/**
 * Calls of an organisation that work in bulk leaves to people who wait: two of each minute and one
 * in twenty of a day.
 */
public final class Reserve {

  /** Calls of a minute. */
  public static final int OF_A_MINUTE = 2;

  private static final int PART_OF_A_DAY = 20;

  private Reserve() {}

  /**
   * Calls of a day.
   *
   * @param most that a day holds
   */
  public static int ofADay(int most) {
    return Math.ceilDiv(most, PART_OF_A_DAY);
  }
}
