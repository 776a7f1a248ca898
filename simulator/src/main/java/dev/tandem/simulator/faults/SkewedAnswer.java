package dev.tandem.simulator.faults;

import dev.tandem.simulator.clock.SimulatorClock;
import dev.tandem.simulator.clock.Skew;
import dev.tandem.simulator.http.HttpDate;
import dev.tandem.simulator.http.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * An answer from a server whose clock is wrong. What it stores keeps the right time: the books of
 * one server with a wrong clock are those of all.
 */
public final class SkewedAnswer {
  private static final Pattern STAMP = Pattern.compile("\"DateTimeUTC\":\"/Date\\(\\d+\\)/\"");

  private final SimulatorClock clock;

  public SkewedAnswer(SimulatorClock clock) {
    this.clock = clock;
  }

  Response by(Duration by, Supplier<Response> execution) {
    Response response = Skew.during(by, execution);
    Instant wrong = clock.instant().plus(by);
    return stamped(response, wrong).with("Date", HttpDate.of(wrong));
  }

  private static Response stamped(Response response, Instant wrong) {
    String body = response.text();
    String moved =
        STAMP
            .matcher(body)
            .replaceFirst("\"DateTimeUTC\":\"/Date(" + wrong.toEpochMilli() + ")/\"");
    return moved.equals(body)
        ? response
        : response.withBody(moved.getBytes(StandardCharsets.UTF_8));
  }
}
