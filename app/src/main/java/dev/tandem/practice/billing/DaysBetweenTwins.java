package dev.tandem.practice.billing;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** How many days after each other the same money is written down twice. */
public final class DaysBetweenTwins {

  /** A transfer is booked over there days after somebody has shown the receipt at the desk. */
  private static final int EQUAL = 7;

  /**
   * What a card pays out is booked within three banking days, a weekend between: five. No longer,
   * or weekly instalments that differ by little would be asked about each time.
   */
  private static final int NEAR = 5;

  /**
   * Two who record the same slip of paper do it before the till is closed, or after the weekend. On
   * another invoice it is money put in the wrong place, which is rarer as well.
   */
  static final int FEW = 3;

  /** What is further apart than this is no twin, whatever it is like. */
  public static final int MOST = Math.max(EQUAL, Math.max(NEAR, FEW));

  private DaysBetweenTwins() {}

  /**
   * @param fromLedger what is known was recorded over there, not here
   */
  public static boolean near(LocalDate known, LocalDate typed, Likeness like, boolean fromLedger) {
    int most = like.isEqual() ? EQUAL : NEAR;
    return Math.abs(ChronoUnit.DAYS.between(known, typed)) <= (fromLedger ? most : FEW);
  }
}
