package dev.tandem.books.outbox;

import dev.tandem.books.lane.LaneState;
import dev.tandem.books.lane.Reserve;
import dev.tandem.books.ledger.Books;
import dev.tandem.books.ledger.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * How many calls some work needs, and when it will be over there: arithmetic alone, with the
 * ledger's limits as the lane keeps them.
 *
 * @param records how many records go
 * @param calls how many calls they need together, readings before changes included
 * @param takes how long from now, if nothing goes wrong and nobody is served in between
 * @param days how many turns of the ledger's day it has to wait for besides the one that the ledger
 *     told; of the others it does not tell when, so {@code takes} counts a whole day for each
 */
public record Forecast(int records, int calls, Duration takes, int days) {

  public static final Forecast NOTHING = new Forecast(0, 0, Duration.ZERO, 0);

  private static final int MINUTE = 60;

  /** What a day holds for most organisations, until the ledger tells otherwise. */
  private static final int DAY = 5_000;

  /** So many calls are under way at once, and so long is one of them in the long run. */
  private static final int AT_ONCE = 4;

  private static final Duration ONE_CALL = Duration.ofSeconds(1);

  /**
   * Work of one kind.
   *
   * @param creations records that the ledger does not have
   * @param changes records to be changed there; the ledger's changes are read first
   * @param removals payments to be removed, which goes one by one
   * @param deepest the most of these creations that belong to one document: they never share a call
   */
  public record Load(Kind kind, int creations, int changes, int removals, int deepest) {

    /** Records that the ledger does not have and that can all share their calls. */
    public static Load creating(Kind kind, int records) {
      return new Load(kind, records, 0, 0, Math.min(1, records));
    }

    public int records() {
      return creations + changes + removals;
    }

    /** Writes and the readings before them. */
    public int calls() {
      int changing = batches(changes);
      // A reading is good for a minute, in which so many batches go.
      int readings = kind.onlyMadeAndRemoved() ? 0 : divide(changing, MINUTE - Reserve.OF_A_MINUTE);
      return Math.max(batches(creations), creations == 0 ? 0 : deepest)
          + changing
          + readings
          + removals;
    }

    private static int batches(int records) {
      return divide(records, Books.BATCH);
    }
  }

  /**
   * What may be spent.
   *
   * @param minuteLeft calls left in this minute
   * @param dayLeft calls left today; null if the ledger has not said it lately
   * @param dayMost the day's allowance; null if the ledger has not told it
   * @param blockedFor how long the ledger asked to wait
   */
  public record Pace(
      int minuteLeft, @Nullable Integer dayLeft, @Nullable Integer dayMost, Duration blockedFor) {

    /** With a whole minute and an ordinary day ahead. */
    public static final Pace FRESH = new Pace(MINUTE, null, null, Duration.ZERO);

    static Pace of(LaneState lane, Instant now) {
      Instant until = lane.blockedUntil();
      return new Pace(
          lane.minuteLeft(),
          lane.dayLeft(),
          lane.dayMost(),
          until == null ? Duration.ZERO : Duration.between(now, until));
    }

    private int most() {
      return dayMost == null ? DAY : dayMost;
    }

    /** What bulk work may spend of a whole day. */
    private int perDay() {
      return Math.max(1, most() - Reserve.ofADay(most()));
    }

    /** With the day spent, the ledger says how long it lasts still; else it asks for a minute. */
    private boolean waitsForTheDay() {
      return dayLeft != null && dayLeft <= 0 && blockedFor.compareTo(Duration.ofMinutes(1)) > 0;
    }

    private Pace ofTheNextDay() {
      return new Pace(MINUTE, null, dayMost, blockedFor);
    }

    private int today() {
      int left = dayLeft == null ? most() : dayLeft;
      return Math.max(0, left - Reserve.ofADay(most()));
    }
  }

  /** Of all this work together. */
  public static Forecast of(Collection<Load> loads, Pace pace) {
    int records = loads.stream().mapToInt(Load::records).sum();
    int calls = loads.stream().mapToInt(Load::calls).sum();
    if (calls == 0) {
      return NOTHING;
    }
    if (pace.waitsForTheDay()) {
      return of(loads, pace.ofTheNextDay());
    }
    int later = Math.max(0, calls - pace.today());
    int days = divide(later, pace.perDay());
    // What is left for the last of several days; all of it if today's calls are enough.
    int lastDay = days == 0 ? calls : later - (days - 1) * pace.perDay();
    Duration minutes = minutes(lastDay, days == 0 ? pace.minuteLeft() : MINUTE);
    return new Forecast(
        records, calls, pace.blockedFor().plus(Duration.ofDays(days)).plus(minutes), days);
  }

  private static Duration minutes(int calls, int left) {
    int atOnce = Math.max(0, left - Reserve.OF_A_MINUTE);
    return calls <= atOnce
        ? PushClaim.PATIENCE.plus(ONE_CALL.multipliedBy(divide(calls, AT_ONCE)))
        : Duration.ofMinutes(divide(calls - atOnce, MINUTE - Reserve.OF_A_MINUTE));
  }

  private static int divide(int number, int by) {
    return (number + by - 1) / by;
  }

  /** {@code "about 3 minutes"}; never more exact than it can be. */
  public String inWords() {
    long seconds = takes.toSeconds();
    if (days > 0) {
      return about(days + 1, "day");
    }
    if (seconds <= 20) {
      return "a few seconds";
    }
    if (seconds < 60) {
      return "less than a minute";
    }
    long minutes = (seconds + 59) / 60;
    return minutes < 90 ? about(minutes, "minute") : about((minutes + 59) / 60, "hour");
  }

  private static String about(long number, String unit) {
    return number == 1 ? "about one " + unit : "about " + number + " " + unit + "s";
  }
}
