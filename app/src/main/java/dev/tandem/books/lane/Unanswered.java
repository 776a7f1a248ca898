package dev.tandem.books.lane;

import dev.tandem.books.ledger.LedgerTrouble;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Why a call that changes nothing brought nothing, in words for whoever waits for it. */
public final class Unanswered {

  private Unanswered() {}

  public static String inWords(LaneStopped it) {
    return "Xero was not asked: %s. %s".formatted(it.getMessage(), it.remedy());
  }

  public static String inWords(LedgerTrouble it) {
    return switch (it.remedy()) {
      case WAIT -> "Xero asked to wait%s. Try again then.".formatted(time(it.facts().retryAfter()));
      case LATER -> "Xero could not be reached. Try again in a moment.";
      case RECONNECT ->
          "Xero no longer lets Tandem into this organisation. The Ledger page says what helps.";
      case GONE -> "Xero does not have it any more.";
      case CORRECT -> refusal(String.join(" ", it.reasons()));
    };
  }

  private static String refusal(String said) {
    return said.isEmpty() ? "Xero refused without giving a reason." : "Xero refused: " + said;
  }

  private static String time(@Nullable Duration pause) {
    return pause == null || pause.equals(Duration.ZERO)
        ? ""
        : " " + Math.max(1, pause.toSeconds()) + " seconds";
  }
}
