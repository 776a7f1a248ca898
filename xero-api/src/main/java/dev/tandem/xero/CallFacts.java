package dev.tandem.xero;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known about one HTTP call besides its content: enough for a log line, for pacing and for
 * Xero's support.
 *
 * @param status HTTP status; 0 when no answer came
 * @param correlationId the id Xero's support asks for
 * @param minuteLeft calls left in this tenant's minute, as Xero counts
 * @param dayLeft calls left in this tenant's day
 * @param appMinuteLeft calls left in this minute for the app over all tenants
 * @param limitProblem the limit Xero named when it refused the call, in its own spelling
 * @param retryAfter how long Xero asked to wait
 * @param duration from sending to the last byte, or to the failure
 * @param answeredAt when the answer was made, by its server's clock, to the second
 * @param bytesReceived body bytes as they crossed the wire (Xero bills these)
 * @param bytesSent body bytes of the request; 0 when nobody was there to take them
 */
public record CallFacts(
    int status,
    @Nullable String correlationId,
    @Nullable Integer minuteLeft,
    @Nullable Integer dayLeft,
    @Nullable Integer appMinuteLeft,
    @Nullable String limitProblem,
    @Nullable Duration retryAfter,
    Duration duration,
    @Nullable Instant answeredAt,
    long bytesReceived,
    long bytesSent) {

  /** The facts of a call that got no answer. */
  public static CallFacts unanswered(Duration duration, long bytesSent) {
    return new CallFacts(0, null, null, null, null, null, null, duration, null, 0, bytesSent);
  }
}
