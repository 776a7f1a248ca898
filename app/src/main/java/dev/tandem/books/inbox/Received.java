package dev.tandem.books.inbox;

import dev.tandem.books.ledger.NoticeBody;
import java.util.ArrayList;
import java.util.List;

/**
 * A call of the ledger that is proven and not stored yet.
 *
 * @param via the fingerprint of the key that proved it
 * @param first the ledger's number of its first event, as far as it tells
 * @param last that of its last
 * @param unreadable how much of it we could not make sense of
 * @param rows its events, and the call itself if anything of it is unreadable
 */
record Received(String via, long first, long last, int unreadable, List<Delivery> rows) {

  static Received of(String via, NoticeBody told, byte[] body) {
    var rows = new ArrayList<Delivery>();
    told.notices().forEach(it -> rows.add(Delivery.of(it)));
    if (told.unreadable() > 0) {
      rows.add(Delivery.unreadable(body));
    }
    return new Received(
        via, told.firstSequence(), told.lastSequence(), told.unreadable(), List.copyOf(rows));
  }

  /** What we could make sense of and what not. */
  int events() {
    return rows.size() - (unreadable > 0 ? 1 : 0) + unreadable;
  }

  /** So the ledger tests whether we answer rightly. */
  boolean tellsNothing() {
    return rows.isEmpty();
  }

  int size() {
    return rows.size();
  }
}
