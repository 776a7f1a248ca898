package dev.tandem.books.connection;

import dev.tandem.xero.XeroLedger;
import java.time.Instant;

/**
 * A way into one organisation's books, good for at least five minutes in the usual case.
 *
 * @param version of the tokens; lets {@link Connections#accessAfter} see whether somebody has
 *     refreshed already
 * @param ledger the organisation's books, opened with this token
 */
public record Access(
    BindingId binding,
    String tenantId,
    String accessToken,
    Instant expiresAt,
    long version,
    XeroLedger ledger) {

  /** Without the token: an access may end up in a log line. */
  @Override
  public String toString() {
    return "Access[binding " + binding + ", until " + expiresAt + "]";
  }
}
