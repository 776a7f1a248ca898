package dev.tandem.practice.setup.web;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How long ago, or how long until, in a few letters. */
final class Ago {

  private static final Duration A_WEEK = Duration.ofDays(7);

  private Ago() {}

  /** Empty beyond a week: a date says more then. */
  static Optional<String> of(Instant at, Instant now) {
    Duration distance = Duration.between(at, now);
    Duration size = distance.abs();
    if (size.compareTo(A_WEEK) > 0) {
      return Optional.empty();
    }
    if (size.toSeconds() < 5) {
      return Optional.of("just now");
    }
    return Optional.of(distance.isNegative() ? "in " + words(size) : words(size) + " ago");
  }

  private static String words(Duration size) {
    if (size.toMinutes() < 1) {
      return size.toSeconds() + " s";
    }
    if (size.toHours() < 1) {
      return size.toMinutes() + " min";
    }
    return size.toDays() < 1 ? size.toHours() + " h" : size.toDays() + " d";
  }
}
