package dev.tandem.simulator.idempotency;

import dev.tandem.simulator.http.Response;
import dev.tandem.simulator.journal.Chapter;
import java.util.function.Supplier;

/** A write that may be executed once. */
public interface KeyedWrite {
  Response execute();

  /** Passes before the execution, when it is this request's turn. */
  default void await() {}

  /**
   * Runs the work so that what it commits and what the chapter keeps of it outlive a kill together
   * or not at all.
   */
  default Response asOne(Chapter memory, Supplier<Response> work) {
    return work.get();
  }
}
