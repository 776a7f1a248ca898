package dev.tandem.books.connection;

import dev.tandem.shared.doctor.Chapter;
import dev.tandem.shared.doctor.Examination;
import dev.tandem.shared.doctor.Finding;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Whether Xero can be reached from here at all, and whether our clock agrees with it. Fresh tokens
 * begin to count by Xero's clock, so a clock that is behind makes them look not valid yet.
 */
@Component
class XeroExamination implements Examination {

  private static final URI XERO = URI.create("https://identity.xero.com");
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** The {@code Date} header has whole seconds, and the answer took its time. */
  private static final Duration LOOK = Duration.ofSeconds(5);

  private static final Duration WRONG = Duration.ofSeconds(60);

  private final XeroAppSettings settings;
  private final Clock clock;

  XeroExamination(XeroAppSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public Chapter chapter() {
    return Chapter.CLOCK;
  }

  @Override
  public List<Finding> examine() {
    URI server = settings.url().isBlank() ? XERO : URI.create(settings.url().strip());
    var request =
        HttpRequest.newBuilder(server.resolve("/.well-known/openid-configuration"))
            .timeout(PATIENCE)
            .build();
    try (HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      HttpResponse<Void> answer = http.send(request, HttpResponse.BodyHandlers.discarding());
      Instant now = clock.instant();
      return List.of(
          date(answer)
              .map(it -> compared(Duration.between(it, now)))
              .orElseGet(
                  () ->
                      Finding.look(
                          "Xero's clock",
                          server.getHost() + " answers without saying what time it is.",
                          "Look whether a proxy between here and Xero changes answers.")));
    } catch (IOException e) {
      return List.of(
          Finding.wrong(
              "Way to Xero",
              "%s cannot be reached from here: %s."
                  .formatted(server.getHost(), e.getClass().getSimpleName()),
              "Look at this machine's network: name resolution, proxy, firewall for HTTPS to *.xero.com."));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }

  private static Optional<Instant> date(HttpResponse<?> answer) {
    try {
      return answer
          .headers()
          .firstValue("Date")
          .map(it -> ZonedDateTime.parse(it, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private static Finding compared(Duration ahead) {
    Duration off = Objects.requireNonNull(ahead).abs();
    String seen =
        off.compareTo(LOOK) <= 0
            ? "Our clock agrees with Xero's."
            : "Our clock is %,d s %s Xero's."
                .formatted(off.toSeconds(), ahead.isNegative() ? "behind" : "ahead of");
    String remedy =
        "Set this machine's clock by network time (NTP, for instance chrony or timesyncd).";
    if (off.compareTo(WRONG) > 0) {
      return Finding.wrong(
          "Xero's clock", seen + " Tokens can look expired or not valid yet.", remedy);
    }
    return off.compareTo(LOOK) > 0
        ? Finding.look("Xero's clock", seen, remedy)
        : Finding.fine("Xero's clock", seen);
  }
}
