package dev.tandem.books.connection;

import dev.tandem.shared.PracticeId;
import java.util.UUID;

/**
 * A custom connection's app, opened.
 *
 * @param tenantId the one organisation that it opens
 */
record CustomApp(
    UUID id, PracticeId practice, String clientId, String clientSecret, String tenantId) {

  /** Without the secret: it may end up in a log line. */
  @Override
  public String toString() {
    return "CustomApp[" + id + "]";
  }
}
