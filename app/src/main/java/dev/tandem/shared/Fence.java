package dev.tandem.shared;

import org.jspecify.annotations.Nullable;

/**
 * What has to hold still at the moment when a change of a practice's rows is committed. Whoever may
 * be held up for long, and be taken for dead meanwhile, looks once more inside the very transaction
 * that does the work. It does not reach other threads.
 */
public final class Fence {

  private static final ScopedValue<Runnable> CURRENT = ScopedValue.newInstance();

  private Fence() {}

  /**
   * Does the work; every transaction of the primary transaction manager in it that may write ends
   * with this look, and is rolled back with whatever the look throws.
   *
   * @param look reads in that transaction, and locks what must not change before its end
   */
  public static <T extends @Nullable Object, X extends Throwable> T around(
      Runnable look, ScopedValue.CallableOp<T, X> work) throws X {
    return ScopedValue.where(CURRENT, look).call(work);
  }

  static void look() {
    if (CURRENT.isBound()) {
      CURRENT.get().run();
    }
  }
}
