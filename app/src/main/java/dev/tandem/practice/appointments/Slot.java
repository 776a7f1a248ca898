package dev.tandem.practice.appointments;

import dev.tandem.practice.setup.LocationId;
import dev.tandem.practice.setup.PractitionerId;
import dev.tandem.shared.InvalidInput;
import java.time.Duration;
import java.time.Instant;

/** Whose time, where and when: what a practitioner can give only once. */
public record Slot(PractitionerId practitioner, LocationId location, Instant start, Instant end) {

  private static final Instant FIRST = Instant.parse("1900-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("2999-12-31T00:00:00Z");
  private static final Duration LONGEST = Duration.ofHours(24);

  public Slot {
    if (start.isBefore(FIRST) || start.isAfter(LAST)) {
      throw new InvalidInput("start", "A day of our times: is the year right?");
    }
    if (!end.isAfter(start)) {
      throw new InvalidInput("end", "After the start");
    }
    if (Duration.between(start, end).compareTo(LONGEST) > 0) {
      throw new InvalidInput("end", "At most 24 hours after the start");
    }
  }
}
