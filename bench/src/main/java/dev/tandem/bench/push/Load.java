package dev.tandem.bench.push;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * What processes have used of the machine so far.
 *
 * @param application this process, which is the application and the bench
 * @param database PostgreSQL's processes
 * @param simulator the simulated Xero's
 */
record Load(Duration application, Duration database, Duration simulator) {

  static Load now(Path postgres, ProcessHandle simulator) {
    return new Load(
        used(ProcessHandle.current()),
        server(postgres)
            .map(
                it ->
                    used(it)
                        .plus(
                            it.descendants().map(Load::used).reduce(Duration.ZERO, Duration::plus)))
            .reduce(Duration.ZERO, Duration::plus),
        used(simulator));
  }

  Load since(Load before) {
    return new Load(
        application.minus(before.application),
        database.minus(before.database),
        simulator.minus(before.simulator));
  }

  /** The server writes its process id into the first line of this file. */
  private static Stream<ProcessHandle> server(Path postgres) {
    try {
      String pid = Files.readAllLines(postgres.resolve("data/postmaster.pid")).getFirst();
      return ProcessHandle.of(Long.parseLong(pid.strip())).stream();
    } catch (IOException e) {
      return Stream.of();
    }
  }

  private static Duration used(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }
}
