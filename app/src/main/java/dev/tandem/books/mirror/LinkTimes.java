package dev.tandem.books.mirror;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a linked record's times over there.
 *
 * @param seenAt the ledger's time of change that we last read
 * @param wroteAt the ledger's time of change that our last write returned; a payment's moves its
 *     invoice's, too
 * @param knownBefore up to which time of change we knew it when our last write of the record itself
 *     arrived; null if that made it
 * @param knownUntil the ledger's time of change that this write returned, or when it was sent, if
 *     its answer was lost; null with the other
 * @param writing whether a write of the record or its document is under way
 */
public record LinkTimes(
    UUID record,
    String ledgerId,
    @Nullable Instant seenAt,
    @Nullable Instant wroteAt,
    @Nullable Instant knownBefore,
    @Nullable Instant knownUntil,
    boolean writing) {}
