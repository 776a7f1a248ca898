package dev.tandem;

import java.nio.file.Path;

/**
 * Which of the processes this is among which the build divides the tests. Each has a database
 * server and files of its own, so that none sees what another does.
 */
final class TestRun {

  /** Numbered by the build; alone where nobody divides them. */
  static final String NAME = System.getProperty("tandem.tests", "1");

  private TestRun() {}

  /** A place of this process's own in the build folder. */
  static Path own(String name, String ending) {
    return Path.of("target", name + "-" + NAME + ending);
  }
}
