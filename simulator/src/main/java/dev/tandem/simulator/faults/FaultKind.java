package dev.tandem.simulator.faults;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** The kinds of fault by the names that a script gives them. */
enum FaultKind {
  STATUS(
      "An answer of the given code in Xero's words; nothing is executed.",
      List.of("code", "detail"),
      details -> new Fault.Status(details.code(500), details.text("detail", ""))),
  STATUS_AFTER_COMMIT(
      "Executed, but the answer is one of the given code, as if from somebody in between.",
      List.of("code"),
      details -> new Fault.StatusAfterCommit(details.code(404))),
  RATE_LIMIT(
      "429 with X-Rate-Limit-Problem, Retry-After and none of those calls remaining, unless"
          + " remaining is counted; nothing is executed.",
      List.of("problem", "retryAfter", "remaining"),
      details -> new Fault.RateLimited(details.problem(), details.retryAfter(), details.spent())),
  MAINTENANCE(
      "503 in plain text: notice is maintenance, unavailable or organisation.",
      List.of("notice"),
      details -> new Fault.Maintenance(details.choice("notice", Fault.Notice.MAINTENANCE))),
  DROP_BEFORE_COMMIT(
      "The connection closes; nothing is executed.",
      List.of(),
      details -> new Fault.DropBeforeCommit()),
  DROP_AFTER_COMMIT(
      "Executed, but the connection closes without an answer.",
      List.of(),
      details -> new Fault.DropAfterCommit()),
  COMMIT_LATE(
      "The connection closes after silenceMs of real time; executed delayMs later by the"
          + " simulator's clock.",
      List.of("delayMs", "silenceMs"),
      details ->
          new Fault.CommitLate(
              details.duration("delayMs", Duration.ofSeconds(50)),
              details.duration("silenceMs", Duration.ZERO))),
  OVERLAP(
      "Held while it executes until the same request arrives again, at most delayMs of real time.",
      List.of("delayMs"),
      details -> new Fault.Overlap(details.duration("delayMs", Duration.ofSeconds(10)))),
  RESET_MID_BODY(
      "Executed; headers and half of the body, then the connection closes.",
      List.of(),
      details -> new Fault.ResetMidBody()),
  SLOW(
      "Executed, delayMs of real time late: where is before, or body for a pause in its middle.",
      List.of("delayMs", "where"),
      details ->
          new Fault.Slow(
              details.duration("delayMs", Duration.ofSeconds(2)),
              details.choice("where", Fault.Where.BEFORE))),
  MALFORMED(
      "Executed, answered with JSON that breaks off.", List.of(), details -> new Fault.Malformed()),
  UNREADABLE_ELEMENT(
      "Executed; one element of the list has a date that is none, a word for an amount, or no id:"
          + " flaw is date, number or id, and id says which element.",
      List.of("id", "flaw"),
      details ->
          new Fault.UnreadableElement(
              details.text("id", ""), details.choice("flaw", Fault.Flaw.DATE))),
  MISSING_ELEMENT(
      "Executed; one element is left out of the list, the one with this id or the first.",
      List.of("id"),
      details -> new Fault.MissingElement(details.text("id", ""))),
  HTML(
      "An HTML page of the given code; nothing is executed.",
      List.of("code"),
      details -> new Fault.HtmlPage(details.code(502))),
  WRONG_CONTENT_TYPE(
      "Executed and rightly answered, but called the given type.",
      List.of("type"),
      details -> new Fault.WrongContentType(details.line("type", "text/html; charset=utf-8"))),
  CLOCK_SKEW(
      "Executed by a server whose clock is seconds ahead: Date, DateTimeUTC, nbf and exp of tokens.",
      List.of("seconds"),
      details -> new Fault.ClockSkew(details.skew())),
  KEY_STORE_DOWN(
      "500 to whatever has an Idempotency-Key; nothing is executed or remembered.",
      List.of(),
      details -> new Fault.KeyStoreDown()),
  HOLLOW_LIST(
      "Executed; in the answer the lists inside records are empty and prove nothing, while the"
          + " figures stand.",
      List.of(),
      details -> new Fault.HollowList()),
  EDIT_BEFORE(
      "Executed after Xero's user changed record at the address write, Contacts/{id} for instance.",
      List.of("write", "record"),
      details -> new Fault.EditBefore(details.line("write", ""), details.record()));

  private final String sentence;
  private final List<String> fields;
  private final Function<FaultDetails, Fault> reader;

  FaultKind(String sentence, List<String> fields, Function<FaultDetails, Fault> reader) {
    this.sentence = sentence;
    this.fields = fields;
    this.reader = reader;
  }

  /** As a script writes it: {@code drop-after-commit}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What a client sees, and whether the request is executed. */
  public String sentence() {
    return sentence;
  }

  /** The names of its own fields. */
  public List<String> fields() {
    return fields;
  }

  Fault read(FaultDetails details) {
    return reader.apply(details);
  }

  /** Three digits are short for that status; 429 for a rate limit that leaves the counts alone. */
  static Optional<FaultKind> named(String name) {
    if (name.matches("[1-5]\\d\\d")) {
      return Optional.of(name.equals("429") ? RATE_LIMIT : STATUS);
    }
    return Arrays.stream(values()).filter(kind -> kind.wireName().equals(name)).findFirst();
  }
}
