package dev.tandem.books.outbox;

import dev.tandem.books.lane.LaneStopped;
import dev.tandem.books.ledger.LedgerTrouble;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;

/** One record cannot be made into a call, for a reason that nobody foresaw. */
final class NotPrepared extends RuntimeException {

  private final transient PendingPushes.Revision edit;

  NotPrepared(PendingPushes.Revision edit, RuntimeException cause) {
    super(cause);
    this.edit = edit;
  }

  PendingPushes.Revision edit() {
    return edit;
  }

  /** Whether it is the database's or the turn's trouble, and not that of any record. */
  static boolean passes(RuntimeException e) {
    return switch (e) {
      case LaneStopped _, LedgerTrouble _ -> true;
      case TransientDataAccessException _, RecoverableDataAccessException _ -> true;
      case NonTransientDataAccessResourceException _, TransactionException _ -> true;
      case DuplicateKeyException _ -> true;
      default -> false;
    };
  }
}
