package dev.tandem.books.web;

import dev.tandem.books.outbox.SendNow.Outcome;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What to tell somebody who waited for a record to be sent. */
final class Sent {

  private Sent() {}

  /** Nothing has to be done about it. */
  static boolean well(Outcome it) {
    return switch (it.came()) {
      case CREATED, UPDATED, UNCHANGED, ON_ITS_WAY -> true;
      case REFUSED, STOPPED -> false;
    };
  }

  /**
   * @param needed what has to be put right first; null if it is the record itself
   */
  static String inWords(Outcome it, @Nullable Named needed) {
    return switch (it.came()) {
      case CREATED -> "Created in Xero.";
      case UPDATED -> "Sent: Xero has it as it is here.";
      case UNCHANGED -> "Xero has it as it is here: there was nothing to send.";
      case ON_ITS_WAY -> "Still on its way. It goes by itself, and shows here when it has arrived.";
      case STOPPED -> "It waits. " + Objects.requireNonNullElse(it.reason(), "Sending is off.");
      case REFUSED ->
          needed == null ? "It did not go." : "It waits for " + needed.name() + ": " + it.reason();
    };
  }
}
