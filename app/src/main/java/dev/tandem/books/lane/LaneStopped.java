package dev.tandem.books.lane;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The lane may make no further call now. */
public final class LaneStopped extends RuntimeException {

  private final Why why;
  private final transient @Nullable Instant until;

  /** What keeps calls back. The message names it for people, as the start of a sentence. */
  public enum Why {
    PAUSED("somebody paused the calls to this organisation"),
    /** The ledger answered that it wants none until then. */
    BLOCKED("Xero asked to wait"),
    /** Another turn or another practice has the lane, or nobody has it any more. */
    TAKEN("somebody else makes this organisation's calls now"),
    /** Only the people's part is left, unless a person waits for the call. */
    MINUTE_SPENT("the calls of this minute are used up"),
    DAY_SPENT("the calls that Xero allows in a day are used up"),
    /** All organisations of the app share it. */
    APP_SPENT("the app's calls of this minute are used up"),
    /** Only work in bulk waits for it. */
    AWAY("Xero cannot be reached"),
    RESTS("Xero failed at such calls several times in a row, so they rest"),
    FULL("as many calls as Xero allows at once are under way"),
    /** Found out before, by an earlier call of the same turn. */
    TURN_OVER("calls were stopped a moment ago"),
    NOT_SENDING("nothing may be sent any more");

    private final String words;

    Why(String words) {
      this.words = words;
    }
  }

  public LaneStopped(Why why) {
    this(why, null);
  }

  /**
   * @param until when it may be tried again; null if time does not decide it or nobody knows
   */
  LaneStopped(Why why, @Nullable Instant until) {
    super(why.words, null, false, false);
    this.why = why;
    this.until = until;
  }

  public Why why() {
    return why;
  }

  /** What helps, in a sentence. */
  public String remedy() {
    return switch (why) {
      case PAUSED -> "Resume it on the Ledger page.";
      case TAKEN, FULL, TURN_OVER -> "Run this again in a minute.";
      case BLOCKED, MINUTE_SPENT, DAY_SPENT, APP_SPENT, AWAY, RESTS, NOT_SENDING ->
          "Nothing: it goes on by itself. The Ledger page shows until when.";
    };
  }

  /** When it may be tried again; null if time does not decide it or nobody knows. */
  public @Nullable Instant until() {
    return until;
  }
}
