package dev.tandem.books.look;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How it stands with looking at a record over there.
 *
 * @param askedAt since when somebody waits for it; null if nobody does
 * @param why what keeps it back, or where nobody waits any more why it was not looked at, in whole
 *     sentences; null if nothing does
 * @param lookedAt when it was last looked at because somebody asked; null if never
 * @param result what that showed; null if it never was
 */
public record Look(
    @Nullable Instant askedAt,
    @Nullable String why,
    @Nullable Instant lookedAt,
    @Nullable Result result) {

  /** What a look showed. */
  public enum Result {
    /** Nothing that was not known here. */
    SAME,
    /** Something that was not known: it was taken in, or put before a person. */
    CHANGED,
    /** The ledger does not show it any more. */
    GONE;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Result of(String text) {
      return valueOf(text.toUpperCase(Locale.ROOT));
    }
  }

  static final Look NEVER = new Look(null, null, null, null);

  public boolean waits() {
    return askedAt != null;
  }
}
