package dev.tandem.simulator.limits;

/** Calls allowed: at once, a minute and a day per app and organisation; a minute per app. */
public record Allowances(int concurrent, int minute, int day, int appMinute) {
  public static final Allowances CORE = new Allowances(5, 60, 5_000, 10_000);

  /** The free tier: a fifth of the calls a day. */
  public static final Allowances STARTER = new Allowances(5, 60, 1_000, 10_000);
}
