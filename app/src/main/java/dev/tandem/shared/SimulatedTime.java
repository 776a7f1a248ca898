package dev.tandem.shared;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * For tests and benches only: real time plus what a simulated Xero is ahead of it, so that whole
 * processes wait out minutes together in no time. Alarms still ring in real time: who advances the
 * simulator in the middle of a run has to wake the lanes.
 */
final class SimulatedTime extends Clock implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(SimulatedTime.class);
  private static final Pattern OFFSET = Pattern.compile("\"offsetSeconds\"\\s*:\\s*(\\d+)");
  private static final Duration EVERY = Duration.ofMillis(50);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final HttpClient http = HttpClient.newHttpClient();
  private final HttpRequest question;
  private final Thread following = Thread.ofVirtual().name("simulated time").unstarted(this::run);
  private volatile Duration ahead;

  private SimulatedTime(URI simulator) throws IOException, InterruptedException {
    question =
        HttpRequest.newBuilder(simulator.resolve("/_simulator/clock")).timeout(PATIENCE).build();
    ahead = ask();
  }

  /**
   * @param simulator base address of the simulated Xero, which must answer
   */
  static SimulatedTime of(URI simulator) {
    try {
      var time = new SimulatedTime(simulator);
      time.following.start();
      log.warn("The clock follows the simulator at {}: for tests and benches only", simulator);
      return time;
    } catch (IOException e) {
      throw new IllegalStateException("TANDEM_CLOCK_FROM names no simulator that answers", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void run() {
    try {
      while (true) {
        Thread.sleep(EVERY);
        try {
          ahead = ask();
        } catch (IOException e) {
          log.debug("The simulator did not tell the time; it goes on from the last answer", e);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private Duration ask() throws IOException, InterruptedException {
    Matcher found = OFFSET.matcher(http.send(question, BodyHandlers.ofString()).body());
    if (!found.find()) {
      throw new IOException("no time in the answer");
    }
    return Duration.ofSeconds(Long.parseLong(found.group(1)));
  }

  @Override
  public Instant instant() {
    return Clock.systemUTC().instant().truncatedTo(ChronoUnit.MICROS).plus(ahead);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  /** A snapshot, as nothing here asks for other zones for long. */
  @Override
  public Clock withZone(ZoneId zone) {
    return Clock.offset(Clock.system(zone), ahead);
  }

  @Override
  public void close() {
    following.interrupt();
    http.close();
  }
}
