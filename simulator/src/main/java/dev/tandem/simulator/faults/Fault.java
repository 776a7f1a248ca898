package dev.tandem.simulator.faults;

import java.time.Duration;

/** A failure to play. Each kind has the fields that it needs and no others. */
public sealed interface Fault {

  /**
   * Answered in Xero's own words for the code, before anything is executed. A 400 or 500 is
   * remembered under the Idempotency-Key, as Xero remembers failures of its own.
   *
   * @param detail what varies: a sentence of the body, or an OAuth error's name on the sign-in
   *     side; empty for the usual one
   */
  record Status(int code, String detail) implements Fault {
    public Status(int code) {
      this(code, "");
    }
  }

  /** Executed, but answered with this code, as if by somebody in between. */
  record StatusAfterCommit(int code) implements Fault {}

  /**
   * A 429, whatever was called before.
   *
   * @param problem {@code minute}, {@code day}, {@code concurrent} or {@code appminute}
   * @param retryAfter seconds; 0 leaves the header out, as Xero does except for minute and day
   * @param spent whether the remaining calls agree with the problem, as they do at Xero; otherwise
   *     they tell what was counted
   */
  record RateLimited(String problem, int retryAfter, boolean spent) implements Fault {}

  /** A 503 in plain text. */
  record Maintenance(Notice notice) implements Fault {}

  /** The connection closes without a byte, and nothing is executed. */
  record DropBeforeCommit() implements Fault {}

  /** Executed, but the connection closes without a byte of the answer. */
  record DropAfterCommit() implements Fault {}

  /**
   * Executed only after the client gave up.
   *
   * @param delay by the simulator's clock, from the request's arrival
   * @param silence real time for which the connection stays open before it closes without an answer
   */
  record CommitLate(Duration delay, Duration silence) implements Fault {
    public CommitLate(Duration delay) {
      this(delay, Duration.ZERO);
    }
  }

  /**
   * The request is held in the middle of its execution until the same one arrives again: under the
   * same Idempotency-Key or, without a key, with the same method and address.
   *
   * @param patience real time after which it goes on even so
   */
  record Overlap(Duration patience) implements Fault {}

  /** Executed; the connection closes in the middle of the body. */
  record ResetMidBody() implements Fault {}

  /** Executed, with a wait in real time. */
  record Slow(Duration delay, Where where) implements Fault {}

  /** Executed, answered with JSON that breaks off although its length is right. */
  record Malformed() implements Fault {}

  /**
   * Executed; one element of the list that is answered has another shape than Xero's.
   *
   * @param id which one, by any of its ids; empty for the first
   */
  record UnreadableElement(String id, Flaw flaw) implements Fault {}

  /**
   * Executed; one element is left out of the list that is answered.
   *
   * @param id which one, by any of its ids; empty for the first
   */
  record MissingElement(String id) implements Fault {}

  /** Not executed; an HTML page where JSON was expected. */
  record HtmlPage(int code) implements Fault {}

  /** Executed, rightly answered, but called something else. */
  record WrongContentType(String type) implements Fault {}

  /**
   * Executed by a server whose clock is wrong: the Date header, DateTimeUTC and the moments in
   * tokens are off.
   *
   * @param by seconds ahead, or behind when negative
   */
  record ClockSkew(Duration by) implements Fault {}

  /**
   * Xero's store of idempotency keys is away: requests with an Idempotency-Key get a 500, nothing
   * is executed or remembered, and requests without one go through (idempotency page).
   */
  record KeyStoreDown() implements Fault {}

  /**
   * Executed; in the answer the lists inside records (payments, credit notes, overpayments,
   * prepayments, allocations) are empty, while the figures stand. Xero answers unset collections
   * so, which proves nothing (Payments page).
   */
  record HollowList() implements Fault {}

  /**
   * Executed after Xero's user edited something in the same moment: what the request was made of is
   * out of date when it arrives.
   *
   * @param write what he writes, {@code Contacts/} with an id for instance
   * @param record the fields that he changes, JSON in Xero's shape
   */
  record EditBefore(String write, String record) implements Fault {}

  /** What is wrong with an element that cannot be read. */
  enum Flaw {
    /** Its dates are none. */
    DATE,
    /** Its amounts are words. */
    NUMBER,
    /** Its own id is missing. */
    ID
  }

  /** When a slow answer waits. */
  enum Where {
    /** Before anything is executed. */
    BEFORE,
    /** After the headers and half of the body, executed already. */
    BODY
  }

  /** Xero's three plain texts of a 503 (response codes page). */
  enum Notice {
    MAINTENANCE("The Xero API is currently offline for maintenance"),
    UNAVAILABLE("The Xero API is temporarily unavailable"),
    /** Of one organisation only; the others answer. */
    ORGANISATION("The Organisation is offline");

    private final String text;

    Notice(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }
}
