package dev.tandem.books.outbox;

import dev.tandem.books.lane.LaneStopped;
import dev.tandem.books.ledger.LedgerTrouble;
import java.util.Arrays;
import java.util.Objects;
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

  /** Whether both failed in the same way: of several records in a row, none of them is to blame. */
  boolean isLike(NotPrepared other) {
    return kind().equals(other.kind());
  }

  private String kind() {
    Throwable cause = Objects.requireNonNull(getCause());
    return Arrays.stream(cause.getStackTrace())
        .map(StackTraceElement::toString)
        .filter(it -> it.contains("dev.tandem"))
        .findFirst()
        .map(it -> cause.getClass().getName() + " at " + it)
        .orElse(cause.getClass().getName());
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
