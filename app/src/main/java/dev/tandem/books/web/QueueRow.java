package dev.tandem.books.web;

import dev.tandem.books.ledger.Kind;
import dev.tandem.books.outbox.WaitingRecords.Entry;
import dev.tandem.books.outbox.WaitingRecords.Stage;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A record that waits, in words.
 *
 * @param organisation for which; null where there is only one
 * @param needs what has to be over there first; null if nothing
 * @param help what helps; null if nothing is known or needed
 */
public record QueueRow(
    Entry entry,
    Named named,
    @Nullable String organisation,
    @Nullable Named needs,
    @Nullable Help help) {

  /** What will be done with it over there. */
  public String what() {
    boolean removal = Kind.of(entry.record().kind()).onlyMadeAndRemoved();
    return entry.creation() ? "create" : removal ? "remove" : "change";
  }

  public String tone() {
    return switch (entry.stage()) {
      case SENDING, WAITING -> "wait";
      case TRIES_AGAIN, BEHIND -> "warn";
      case STOPPED -> "calm";
      case HELD -> "bad";
    };
  }

  public String state() {
    return switch (entry.stage()) {
      case SENDING -> "On its way";
      case WAITING -> needs == null ? "Waits its turn" : "Goes after " + needs.name();
      case TRIES_AGAIN -> "Tries again";
      case BEHIND -> "Held up";
      case STOPPED -> "Stopped";
      case HELD -> "Needs you";
    };
  }

  /** One line on why it does not simply go; null if it does. */
  public @Nullable String why() {
    if (entry.stage() == Stage.BEHIND && needs != null) {
      return "Waits for " + needs.name() + ", which needs somebody.";
    }
    return entry.reason();
  }

  /** {@code "3 tries"}; empty if it was never tried. */
  public String tries() {
    return entry.tries() == 0 ? "" : entry.tries() == 1 ? "1 try" : entry.tries() + " tries";
  }

  public @Nullable Instant next() {
    return entry.next();
  }

  /** What waits behind it; empty if nothing does. */
  public String behind() {
    int number = entry.behind();
    if (number == 0) {
      return "";
    }
    return number == 1 ? "1 record waits behind it" : number + " records wait behind it";
  }

  /** For lists that choose records: {@code client:0198…}. */
  public String key() {
    return entry.record().kind() + ":" + entry.record().id();
  }

  static String word(Stage stage) {
    return stage.name().toLowerCase(Locale.ROOT);
  }
}
