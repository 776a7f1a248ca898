package dev.tandem.books.ledger;

import java.util.List;

/**
 * One call of the ledger to us.
 *
 * @param notices may be none: so a ledger tests whether we answer rightly
 * @param unreadable how many things in it we could not make sense of
 * @param firstSequence the ledger's number of the first notice; 0 if it tells none
 * @param lastSequence the ledger's number of the last
 */
public record NoticeBody(
    List<Notice> notices, int unreadable, long firstSequence, long lastSequence) {

  public NoticeBody {
    notices = List.copyOf(notices);
  }
}
