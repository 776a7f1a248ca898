package dev.tandem.books.mirror;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a linked record's times over there.
 *
 * @param seenAt the ledger's time of change that we last read
 * @param wroteAt the ledger's time of change that our last write returned; a payment's moves its
 *     invoice's, too
 * @param gaps before each write of the record itself whose history nobody has looked at
 * @param writing whether a write of the record or its document is under way
 */
public record LinkTimes(
    UUID record,
    String ledgerId,
    @Nullable Instant seenAt,
    @Nullable Instant wroteAt,
    List<Gap> gaps,
    boolean writing) {

  /** Whether a payment of ours moved its time since we last knew all of it. */
  public boolean touched() {
    return wroteAt != null && !wroteAt.equals(seenAt);
  }
}
