package dev.tandem.books.mailing;

import dev.tandem.books.lane.LaneStopped;
import dev.tandem.books.lane.Unanswered;
import dev.tandem.books.ledger.LedgerTrouble;
import java.util.Locale;

/** Why a call brought nothing, in words for whoever waits for it. */
final class Trouble {

  private Trouble() {}

  static String inWords(LaneStopped it) {
    return Unanswered.inWords(it);
  }

  /** Of a call that changed nothing over there. */
  static String inWords(LedgerTrouble it) {
    return switch (it.remedy()) {
      case GONE -> "Xero does not have this invoice any more.";
      case CORRECT -> refusal(String.join(" ", it.reasons()));
      default -> Unanswered.inWords(it);
    };
  }

  /** The wording varies: fragments decide, and the text itself is always told. */
  private static String refusal(String said) {
    String small = said.toLowerCase(Locale.ROOT);
    if (small.contains("limit") && small.contains("mail")) {
      return "Xero sends no more e-mails for this organisation today: its daily limit is reached (1,000 a day, 20 on trial, none from a demo company). Send the PDF or the online link instead, or try again tomorrow. Xero said: "
          + said;
    }
    return said.isEmpty() ? "Xero refused without giving a reason." : "Xero refused: " + said;
  }
}
