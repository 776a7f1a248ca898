package dev.tandem.simulator.faults;

import dev.tandem.simulator.http.Request;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets a request wait for its own repetition. */
final class Encounters {
  /** Real time in which the second request gets as far as the one that it meets. */
  private static final Duration SETTLING = Duration.ofMillis(150);

  private final Map<String, CountDownLatch> expected = new ConcurrentHashMap<>();

  /** Tells whoever waits for this request that it is there. */
  void arrived(Request request) {
    CountDownLatch waiting = expected.get(place(request));
    if (waiting != null) {
      waiting.countDown();
    }
  }

  /** From now on the next such request counts. */
  void expect(Request request) {
    expected.put(place(request), new CountDownLatch(1));
  }

  void meet(Request request, Duration patience) {
    CountDownLatch meeting = expected.get(place(request));
    try {
      if (meeting != null && meeting.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        Thread.sleep(SETTLING);
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    } finally {
      expected.remove(place(request));
    }
  }

  private static String place(Request request) {
    return request
        .header("Idempotency-Key")
        .orElseGet(() -> request.method() + " " + request.target());
  }
}
