package dev.tandem.shared;

import java.util.function.Supplier;
import org.springframework.dao.PessimisticLockingFailureException;

/**
 * Rows are locked in one order wherever that can be arranged; where two transactions still wait for
 * each other, PostgreSQL ends one, and that one is simply done again. What a call brought must not
 * be lost over it.
 */
public final class Deadlock {

  private static final int TRIES = 8;

  private Deadlock() {}

  /** Does a whole transaction, again if it was the one to be ended. */
  public static <T> T retried(Supplier<T> transaction) {
    for (int tries = 1; ; tries++) {
      try {
        return transaction.get();
      } catch (PessimisticLockingFailureException e) {
        if (tries == TRIES) {
          throw e;
        }
      }
    }
  }

  /** As {@link #retried(Supplier)}, for a transaction without a result. */
  public static void retried(Runnable transaction) {
    retried(
        () -> {
          transaction.run();
          return true;
        });
  }
}
