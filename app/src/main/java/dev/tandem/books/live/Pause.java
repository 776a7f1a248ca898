package dev.tandem.books.live;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/** Waiting while somebody looks on. */
interface Pause {

  /** Returns when it is this moment, or when the thread is interrupted. */
  void until(Instant moment);

  static Pause by(Clock clock) {
    return moment -> {
      while (clock.instant().isBefore(moment) && !Thread.currentThread().isInterrupted()) {
        LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
      }
    };
  }
}
