package dev.tandem.shared.doctor;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An acceptance check against the organisations that a practice is really connected to: it writes
 * there, and takes away what it wrote.
 */
public interface LiveCheck {

  /**
   * For the current practice.
   *
   * @param permitted name of an organisation that may be written to although it is no demo company
   * @param told what was done and seen, step by step
   * @return whether everything worked, and nothing is left over there
   */
  boolean run(@Nullable String permitted, Consumer<Finding> told);
}
