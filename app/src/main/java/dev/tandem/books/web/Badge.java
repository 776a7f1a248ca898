package dev.tandem.books.web;

import dev.tandem.books.outbox.Outbox.Standing;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.shared.RecordRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How one record stands towards the ledger, in two or three words.
 *
 * @param tone {@code good}, {@code wait}, {@code warn}, {@code bad}, {@code calm}
 * @param hint more, on hover
 * @param knownAt as of when it is known what the ledger has; null if it has none of it
 */
public record Badge(
    RecordRef record,
    String tone,
    String icon,
    String words,
    @Nullable String hint,
    @Nullable Instant knownAt) {

  Badge(RecordRef record, String tone, String icon, String words, @Nullable String hint) {
    this(record, tone, icon, words, hint, null);
  }

  Badge asOf(@Nullable Instant at) {
    return new Badge(record, tone, icon, words, hint, at);
  }

  static Badge of(Standing standing, boolean inConflict, boolean overtaken) {
    RecordRef record = standing.record();
    String reason = standing.reason();
    if (inConflict) {
      return new Badge(record, "warn", "alert", "Conflict", "Changed on both sides");
    }
    if (overtaken && standing.state() == State.NEEDS_YOU) {
      return new Badge(record, "warn", "alert", "Conflict", reason);
    }
    return switch (standing.state()) {
      case NOT_SENT ->
          reason == null
              ? new Badge(record, "calm", "minus", "Not in Xero", null)
              : new Badge(record, "calm", "clock", "With the day’s takings", reason);
      case WAITING -> new Badge(record, "wait", "clock", "Waiting for Xero", reason);
      case SENDING -> new Badge(record, "wait", "send", "On its way", null);
      case IN_STEP -> new Badge(record, "good", "check", "In step", null);
      case NEEDS_YOU -> new Badge(record, "bad", "alert", "Needs you", reason);
      case ON_HOLD -> new Badge(record, "warn", "pause", "On hold", reason);
      case PAUSED ->
          reason == null
              ? new Badge(record, "calm", "pause", "Waiting, sending is off", null)
              : new Badge(record, "calm", "pause", "Paused", reason);
    };
  }

  /** The element that pages leave for it. */
  public String elementId() {
    return "ledger-badge-" + record.kind() + "-" + record.id();
  }
}
