package dev.tandem.shared.doctor;

import java.util.List;

/**
 * Something that can be examined: a module brings its own as a bean. Asked without an open
 * transaction, by {@code ./tandem doctor} (in a process of its own, beside or without a running
 * application) and by the doctor's page.
 */
public interface Examination {

  Chapter chapter();

  /**
   * Whether it is about one practice, which is then bound while {@link #examine} runs; else it is
   * asked once for the installation, with none bound.
   */
  default boolean ofPractice() {
    return false;
  }

  /**
   * Looks now; changes nothing. May call the outside, each call bounded to a few seconds: whoever
   * takes over ten seconds in all is reported as not answering.
   *
   * @return in the order to show; empty when there is nothing to say. What is thrown is shown as
   *     {@link Finding.Level#WRONG} without its message
   */
  List<Finding> examine();
}
