package dev.tandem.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ClockTest {

  /** A finer moment would be rounded when stored, perhaps up: due only after it was due. */
  @Test
  void itIsNoFinerThanTheDatabaseKeepsTimes() {
    Clock clock = new SharedConfiguration().clock("");
    assertThat(Stream.generate(clock::instant).limit(100))
        .allMatch(it -> it.equals(it.truncatedTo(ChronoUnit.MICROS)))
        .anyMatch(it -> !it.equals(it.truncatedTo(ChronoUnit.MILLIS)));
    assertThat(clock.instant()).isBetween(Instant.now().minusSeconds(5), Instant.now());
  }
}
