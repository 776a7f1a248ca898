package dev.tandem.books.adoption;

import dev.tandem.books.lane.LaneStopped;
import dev.tandem.books.ledger.LedgerTrouble;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Why an organisation could not be read to the end and what helps, for whoever waits at a terminal.
 */
final class Unread {

  private static final DateTimeFormatter AT =
      DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm (zzz)", Locale.ENGLISH);

  private static final String KEPT = " What was found is kept; ";
  private static final String OR_BY_ITSELF = ", or let Tandem go on by itself.";

  private Unread() {}

  /**
   * @param zone the practice's
   */
  static String because(LaneStopped stopped, ZoneId zone) {
    return switch (stopped.why()) {
      case PAUSED ->
          "somebody paused the calls to this organisation."
              + KEPT
              + "press Resume on the Ledger page, then run this again.";
      case TURN_OVER, TAKEN, FULL, NOT_SENDING ->
          stopped.getMessage() + "." + KEPT + "run this again in a minute" + OR_BY_ITSELF;
      case BLOCKED, MINUTE_SPENT, DAY_SPENT, APP_SPENT, AWAY, RESTS ->
          stopped.getMessage() + "." + KEPT + "run this again " + after(stopped.until(), zone);
    };
  }

  /**
   * @param now when it answered so
   * @param zone the practice's
   */
  static String because(LedgerTrouble trouble, Instant now, ZoneId zone) {
    return switch (trouble.remedy()) {
      case WAIT -> {
        Duration wait = trouble.facts().retryAfter();
        yield "Xero asked to wait."
            + KEPT
            + "run this again "
            + after(wait == null ? null : now.plus(wait), zone);
      }
      case RECONNECT ->
          "Xero does not let Tandem in. The Ledger page says why; a restored database often needs Reconnect there,"
              + " because its consent is older than the one in use.";
      case LATER ->
          "Xero does not answer as it should." + KEPT + "run this again later" + OR_BY_ITSELF;
      case CORRECT, GONE ->
          "Xero refused what was asked. The Log tab of the Ledger page shows its words."
              + KEPT
              + "run this again when that is put right.";
    };
  }

  private static String after(@Nullable Instant until, ZoneId zone) {
    return (until == null ? "later" : "after " + AT.format(until.plusSeconds(59).atZone(zone)))
        + OR_BY_ITSELF;
  }
}
