package dev.tandem.bench.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How often per second PostgreSQL alone makes the same insert durable. */
interface Ceiling {

  /** What it was measured with. */
  String name();

  /** Transactions per second. */
  double perSecond(Insert insert, Duration length) throws Exception;

  /** By pgbench where there is one. */
  static Ceiling of(Database database, int connections) {
    return Pgbench.find()
        .<Ceiling>map(it -> new Pgbench(it, database, connections))
        .orElseGet(() -> new JdbcCeiling(database, connections));
  }

  /** PostgreSQL's own tool: a client that needs next to nothing itself. */
  final class Pgbench implements Ceiling {

    private static final Path VERSIONS = Path.of("/usr/lib/postgresql");
    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+) \\(without");
    private static final int THREADS = 2;

    private final Path program;
    private final Database database;
    private final int connections;

    Pgbench(Path program, Database database, int connections) {
      this.program = program;
      this.database = database;
      this.connections = connections;
    }

    static Optional<Path> find() {
      Stream<Path> onPath =
          Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
              .map(it -> Path.of(it, "pgbench"));
      return Stream.concat(onPath, ofDistribution()).filter(Files::isExecutable).findFirst();
    }

    private static Stream<Path> ofDistribution() {
      try (Stream<Path> versions = Files.list(VERSIONS)) {
        return versions.map(it -> it.resolve("bin/pgbench")).toList().stream();
      } catch (IOException nothingInstalled) {
        return Stream.empty();
      }
    }

    @Override
    public String name() {
      return "pgbench";
    }

    @Override
    public double perSecond(Insert insert, Duration length) throws Exception {
      Path script =
          Files.createTempFile(
              "tandem-bench",
              ".sql",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      try {
        Files.writeString(script, insert.script());
        return run(command(insert, length, script));
      } finally {
        Files.delete(script);
      }
    }

    private List<String> command(Insert insert, Duration length, Path script) {
      var command =
          new ArrayList<>(
              List.of(
                  program.toString(),
                  "-n",
                  "-M",
                  "prepared",
                  "-c",
                  String.valueOf(connections),
                  "-j",
                  String.valueOf(THREADS),
                  "-T",
                  String.valueOf(length.toSeconds()),
                  "-f",
                  script.toString(),
                  "-h",
                  "127.0.0.1",
                  "-p",
                  String.valueOf(database.port()),
                  "-U",
                  "postgres"));
      List<String> parameters = insert.parameters();
      for (int i = 0; i < parameters.size(); i++) {
        if (i != Insert.KEYS) {
          command.add("-D");
          command.add("p" + i + "=" + parameters.get(i));
        }
      }
      command.add(database.name());
      return command;
    }

    private double run(List<String> command) throws IOException, InterruptedException {
      var builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().put("PGPASSWORD", database.password());
      builder.environment().put("PGOPTIONS", "-c role=" + database.role());
      Process process = builder.start();
      String said = new String(process.getInputStream().readAllBytes(), UTF_8);
      int exit = process.waitFor();
      Matcher rate = RATE.matcher(said);
      if (exit != 0 || !rate.find()) {
        throw new IOException(
            String.format(Locale.ROOT, "pgbench ended with %d and said:%n%s", exit, said));
      }
      return Double.parseDouble(rate.group(1));
    }
  }
}
