package dev.tandem.books.ledger;

import java.util.List;

/**
 * One call of the ledger to us.
 *
 * @param notices may be none: so a ledger tests whether we answer rightly
 * @param readable false if there is anything in it that we could not make sense of
 */
public record NoticeBody(List<Notice> notices, boolean readable) {

  public NoticeBody {
    notices = List.copyOf(notices);
  }
}
