package dev.tandem.books.outbox;

import dev.tandem.books.ledger.Kind;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A record of ours that has to go, or to be looked at.
 *
 * @param document an invoice and its payments are one document: only one write of it at a time
 * @param revision raised by each edit
 * @param linked whether the ledger has it already
 * @param askedSince since when it may have been made by a lost call, nobody knows; null if that is
 *     known
 * @param atMost how many records a batch with it may carry; falls while a refused batch is halved
 * @param urgent a person wants it to go now
 * @param needs the kind of what the ledger has to have first; null if nothing
 */
record PendingPush(
    UUID record,
    UUID document,
    long revision,
    Instant queuedAt,
    boolean linked,
    @Nullable Instant askedSince,
    int atMost,
    boolean urgent,
    @Nullable Kind needs) {

  /** The kind whose readings show whether the ledger has it already. */
  Kind shownBy(Kind kind) {
    boolean part = kind == Kind.ALLOCATION || kind == Kind.REFUND;
    return part && needs != null ? needs : kind.shownBy();
  }

  /** What is found of it settles no edit: whatever was changed here is still to be said. */
  PendingPush settlingNothing() {
    return new PendingPush(
        record, document, 0, queuedAt, linked, askedSince, atMost, urgent, needs);
  }
}
