package dev.tandem.simulator.webhook;

import dev.tandem.simulator.http.Json;
import java.time.Duration;
import tools.jackson.databind.node.ObjectNode;

/** Trouble to make with the next deliveries; each counts down as it is used. */
final class Mischief {
  private int lose;
  private int duplicate;
  private int reorder;
  private int wrongSignature;
  private Duration delay = Duration.ZERO;

  synchronized void plan(int toLose, int toDuplicate, int toReorder, int toMissign, Duration wait) {
    lose = toLose;
    duplicate = toDuplicate;
    reorder = toReorder;
    wrongSignature = toMissign;
    delay = wait;
  }

  synchronized boolean loses() {
    return lose > 0 && lose-- > 0;
  }

  synchronized boolean duplicates() {
    return duplicate > 0 && duplicate-- > 0;
  }

  synchronized boolean reorders() {
    return reorder > 0 && reorder-- > 0;
  }

  synchronized boolean missigns() {
    return wrongSignature > 0 && wrongSignature-- > 0;
  }

  synchronized Duration delay() {
    return delay;
  }

  synchronized ObjectNode describe() {
    return Json.object()
        .put("lose", lose)
        .put("duplicate", duplicate)
        .put("reorder", reorder)
        .put("wrongSignature", wrongSignature)
        .put("delayMs", delay.toMillis());
  }
}
