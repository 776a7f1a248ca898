package dev.tandem.shared;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The one door through which code comes to work for a practice. Inside, every transaction of the
 * primary transaction manager sees that practice's rows and no others; outside, such a transaction
 * is refused.
 *
 * <p>The practice is carried by a {@link ScopedValue}: it does not reach other threads, so whoever
 * hands work to an executor binds the practice anew over there.
 */
public final class Practices {

  private static final ScopedValue<PracticeId> CURRENT = ScopedValue.newInstance();

  private Practices() {}

  /**
   * Does the work for the practice.
   *
   * @throws IllegalStateException if a transaction is open: the work would join it and run under
   *     the practice (or none) that it began with
   */
  public static <T extends @Nullable Object, X extends Throwable> T in(
      PracticeId practice, ScopedValue.CallableOp<T, X> work) throws X {
    refuseInsideTransaction();
    return ScopedValue.where(CURRENT, practice).call(work);
  }

  /** As {@link #in}, for work without a result. */
  public static void run(PracticeId practice, Runnable work) {
    refuseInsideTransaction();
    ScopedValue.where(CURRENT, practice).run(work);
  }

  /**
   * The practice that this code works for.
   *
   * @throws IllegalStateException if there is none
   */
  public static PracticeId current() {
    return find().orElseThrow(() -> new IllegalStateException("No practice is bound here"));
  }

  public static Optional<PracticeId> find() {
    return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
  }

  private static void refuseInsideTransaction() {
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("A practice cannot be entered while a transaction is open");
    }
  }
}
