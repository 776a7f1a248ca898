package dev.tandem.books.mailing;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One e-mail of an invoice that the ledger was asked to send.
 *
 * @param by who asked, by name
 * @param problem why it did not go, or why nobody knows; null if it went
 * @param cleared of an unknown one: a person has looked since, or sent it anew
 */
public record Mailing(
    UUID id,
    Instant at,
    String by,
    List<String> recipients,
    State state,
    @Nullable String problem,
    boolean cleared) {

  /** How it ended. */
  public enum State {
    SENDING("sending"),
    SENT("sent"),
    NOT_SENT("not sent"),
    /** It may have gone; only a person can find out. */
    UNKNOWN("unknown");

    private final String text;

    State(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }

    static State of(String text) {
      return valueOf(text.toUpperCase(java.util.Locale.ROOT).replace(' ', '_'));
    }
  }

  /** Whether somebody has to look over there before it is sent anew. */
  public boolean doubtful() {
    return state == State.UNKNOWN && !cleared;
  }

  /** Without addresses. */
  @Override
  public String toString() {
    return "Mailing[" + id + " " + state + "]";
  }
}
