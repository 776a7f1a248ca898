package dev.tandem.bench.model;

import dev.tandem.bench.Control;
import dev.tandem.bench.push.Practice;
import java.util.List;
import java.util.Random;

/** What goes wrong between the two, each time once. */
final class Weather {

  private static final List<String> FAULTS =
      List.of(
          "kind=status&code=500",
          "kind=status&code=503",
          "kind=maintenance&notice=maintenance",
          "kind=rate-limit&problem=minute&retryAfter=20&remaining=counted",
          "kind=drop-before-commit",
          "kind=drop-after-commit",
          "kind=commit-late&delayMs=50000&silenceMs=50",
          "kind=reset-mid-body",
          "kind=malformed",
          "kind=html",
          "kind=key-store-down",
          "kind=slow&delayMs=150");

  private static final List<String> MISCHIEF =
      List.of("lose=1", "lose=3", "duplicate=2", "reorder=1", "wrongSignature=1", "delayMs=120");

  private static final List<String> CALLS = List.of("POST", "PUT", "GET", "");

  private final Practice practice;
  private final Control xero;
  private final Random random;

  Weather(Practice practice, Control xero, Random random) {
    this.practice = practice;
    this.xero = xero;
    this.random = random;
  }

  /** The next call that fits comes to grief. */
  void strike() {
    String method = any(CALLS);
    xero.post(
        "faults?%s&count=1&tenant=%s%s"
            .formatted(
                any(FAULTS), practice.tenant(), method.isEmpty() ? "" : "&method=" + method));
  }

  /** So do the next deliveries. */
  void disturb() {
    xero.post("webhooks/mischief?" + any(MISCHIEF));
  }

  /** All is well again, and what is late comes. */
  void clear() {
    xero.ask("DELETE", "faults");
    xero.post("webhooks/mischief");
    xero.post("webhooks/retry");
  }

  private String any(List<String> of) {
    return of.get(random.nextInt(of.size()));
  }
}
