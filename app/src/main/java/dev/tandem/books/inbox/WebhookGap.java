package dev.tandem.books.inbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A span of time of which a webhook did not tell everything.
 *
 * @param events how many events never came, by their numbers; 0 where nothing came at all
 * @param to null while the webhook is silent
 * @param foundAt since when that is known
 * @param readAt when the whole span had been read once more; null while it is not
 * @param news how many changes of records of the practice only that reading showed
 * @param withoutAt since when the practice does without the webhook that is silent; null if it does
 *     not
 */
public record WebhookGap(
    long id,
    long events,
    Instant from,
    @Nullable Instant to,
    Instant foundAt,
    @Nullable Instant readAt,
    int news,
    @Nullable Instant withoutAt) {

  public boolean silence() {
    return events == 0;
  }

  /** Whether nothing more is to come of it. */
  public boolean over() {
    return withoutAt != null || to != null && readAt != null;
  }
}
