package dev.tandem.bench;

import java.util.List;

/** One word after {@code ./tandem bench}. */
public interface Bench {

  /** What to type. */
  String name();

  /**
   * Runs it and prints what came out.
   *
   * @return the exit code of the process: 0 if everything is as it has to be
   * @throws BenchRefused if the arguments make no sense or the surroundings do not allow it
   */
  int run(List<String> arguments) throws Exception;
}
