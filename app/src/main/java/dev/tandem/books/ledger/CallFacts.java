package dev.tandem.books.ledger;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is known about one call besides its content.
 *
 * @param status HTTP status of the books' answer; 0 when none came. A failure that surely changed
 *     nothing and has none never left for the books
 * @param correlation the id that the provider's support asks for
 * @param minuteLeft calls left in the organisation's minute, as the provider counts
 * @param dayLeft calls left in the organisation's day
 * @param appMinuteLeft calls left in the minute of the app, over all its organisations
 * @param limit the limit that the call met, if it did
 * @param retryAfter how long the provider asked to wait
 * @param bytes body bytes received
 * @param bytesOut body bytes sent
 */
public record CallFacts(
    int status,
    @Nullable String correlation,
    @Nullable Integer minuteLeft,
    @Nullable Integer dayLeft,
    @Nullable Integer appMinuteLeft,
    @Nullable Limit limit,
    @Nullable Duration retryAfter,
    Duration duration,
    long bytes,
    long bytesOut) {

  public static CallFacts none() {
    return new CallFacts(0, null, null, null, null, null, null, Duration.ZERO, 0, 0);
  }

  /** Of a call that did not get as far as the books, whoever else answered. */
  public CallFacts before() {
    return new CallFacts(
        0, correlation, null, null, null, null, retryAfter, duration, bytes, bytesOut);
  }

  public CallFacts met(Limit which) {
    return new CallFacts(
        status,
        correlation,
        minuteLeft,
        dayLeft,
        appMinuteLeft,
        which,
        retryAfter,
        duration,
        bytes,
        bytesOut);
  }

  /** What a provider may say that too many calls were made of. */
  public enum Limit {
    MINUTE,
    DAY,
    /** At once. */
    CONCURRENT,
    /** Over all organisations. */
    APP_MINUTE,
    UNKNOWN
  }
}
