package dev.tandem.books.connection;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a connection's tokens are doing.
 *
 * @param expiresAt end of the access token; renewed by itself before use
 * @param refreshedAt the last renewal; null before the first
 * @param consentEndsAt when the consent lapses if it is never used in between; null for a custom
 *     connection, which has none
 * @param accepted whether the ledger still takes the grant
 */
public record TokenHealth(
    Instant expiresAt,
    @Nullable Instant refreshedAt,
    @Nullable Instant consentEndsAt,
    boolean accepted) {

  /** Whether it is a custom connection's: asked for anew each time, without anybody's consent. */
  public boolean custom() {
    return consentEndsAt == null;
  }

  /** Xero forgets a refresh token that was not used for so long. */
  static final Duration CONSENT_LASTS = Duration.ofDays(60);
}
