package dev.tandem.simulator.faults;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A failure to play. */
public sealed interface Fault {
  /** Answered before anything is executed; only a 500 is remembered under the idempotency key. */
  record Status(int code, String problem, int retryAfter) implements Fault {}

  /** The connection closes and nothing is executed. */
  record DropBeforeCommit() implements Fault {}

  /** Executed, but the answer never arrives. */
  record DropAfterCommit() implements Fault {}

  /** The connection closes now; the request is executed later, by the simulator's clock. */
  record CommitLate(Duration delay) implements Fault {}

  /** Executed after a wait in real time. */
  record Slow(Duration delay) implements Fault {}

  /** Executed, answered with JSON that breaks off. */
  record Malformed() implements Fault {}

  /** Executed; the connection closes in the middle of the body. */
  record ResetMidBody() implements Fault {}

  /** Not executed; an HTML page where JSON was expected. */
  record HtmlPage(int code) implements Fault {}

  /** The fault of that name, or null if there is none. */
  static @Nullable Fault named(String kind, FaultDetails details) {
    return switch (kind) {
      case "429" -> new Status(429, details.problem(), details.retryAfter());
      case "500" -> new Status(500, "", 0);
      case "503" -> new Status(503, "", 0);
      case "drop-before-commit" -> new DropBeforeCommit();
      case "drop-after-commit" -> new DropAfterCommit();
      case "commit-late" -> new CommitLate(details.delay(Duration.ofSeconds(50)));
      case "slow" -> new Slow(details.delay(Duration.ofSeconds(2)));
      case "malformed" -> new Malformed();
      case "reset-mid-body" -> new ResetMidBody();
      case "html" -> new HtmlPage(details.status(502));
      default -> null;
    };
  }
}
