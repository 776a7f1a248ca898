package dev.tandem.start;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * One PostgreSQL server over one folder: made, started, recognised when it already runs, stopped.
 * Whoever calls holds the start lock of the folder; who may call when is decided in {@link
 * EmbeddedPostgres}.
 */
final class PostgresServer {

  /**
   * Crash recovery replays the log written since the last checkpoint; on a slow disk that can take
   * minutes.
   */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final long LOG_KEPT_BYTES = 5L << 20;

  private final Path folder;
  private final List<String> options;
  private final Unprivileged unprivileged = Unprivileged.onThisMachine();
  private final PostgresBinaries binaries;
  private final PostmasterFile postmaster;

  PostgresServer(Path folder, List<String> options) {
    this.folder = folder;
    this.options = options;
    this.binaries = PostgresBinaries.unpackedBelow(folder);
    this.postmaster = new PostmasterFile(data().resolve("postmaster.pid"));
  }

  /** The server's port, once it answers there. Adopts a server that somebody else left running. */
  int ensureRunning() throws IOException, InterruptedException {
    create();
    requireOurVersion();
    long giveUp = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < giveUp) {
      switch (postmaster.state()) {
        case ABSENT -> start();
        case RUNNING -> {
          int port = postmaster.port();
          if (port > 0 && answers(port)) {
            return port;
          }
        }
        case ENDING -> {}
      }
      Thread.sleep(50);
    }
    throw new StartRefused(
        "The database server of %s does not answer. Its log is %s.".formatted(folder, log()));
  }

  /** Fast stop: open transactions are rolled back, everything committed is on disk. */
  void stop() throws IOException, InterruptedException {
    if (postmaster.state() != PostmasterFile.State.ABSENT) {
      run(
          List.of(
              binaries.program("pg_ctl"),
              "-D",
              data().toString(),
              "-m",
              "fast",
              "-w",
              "-t",
              "60",
              "stop"));
    }
  }

  String password() throws IOException {
    return Files.readString(passwordFile()).strip();
  }

  private void create() throws IOException, InterruptedException {
    if (Files.exists(data().resolve("PG_VERSION"))) {
      return;
    }
    PostgresBinaries.requireRoom(folder);
    Path unfinished = folder.resolve("data.unfinished");
    PostgresBinaries.deleteTree(unfinished);
    Files.createDirectory(
        unfinished,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    unprivileged.giveAway(unfinished);
    writePassword();
    int exit =
        run(
            List.of(
                binaries.program("initdb"),
                "-D",
                unfinished.toString(),
                "-U",
                EmbeddedPostgres.SUPERUSER,
                "-A",
                "scram-sha-256",
                "--pwfile",
                passwordFile().toString(),
                "-E",
                "UTF8",
                "--locale-provider=builtin",
                "--locale=C.UTF-8",
                "--no-instructions"));
    if (exit != 0) {
      throw failed("The database could not be created");
    }
    Files.move(unfinished, data(), StandardCopyOption.ATOMIC_MOVE);
  }

  private void writePassword() throws IOException {
    Files.deleteIfExists(passwordFile());
    Files.createFile(
        passwordFile(),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(passwordFile(), Keys.random() + "\n");
    unprivileged.giveAway(passwordFile());
  }

  private void requireOurVersion() throws IOException {
    String version = Files.readString(data().resolve("PG_VERSION")).strip();
    if (!version.equals(PostgresBinaries.MAJOR)) {
      throw new StartRefused(
          "The data in %s belong to PostgreSQL %s, this Tandem brings %s. Use the Tandem that made them, or another TANDEM_HOME."
              .formatted(folder, version, PostgresBinaries.MAJOR));
    }
  }

  private void start() throws IOException, InterruptedException {
    keepLogSmall();
    for (int attempt = 1; ; attempt++) {
      int port = choosePort(attempt);
      int exit =
          run(
              List.of(
                  binaries.program("pg_ctl"),
                  "-D",
                  data().toString(),
                  "-l",
                  log().toString(),
                  "-w",
                  "-t",
                  Long.toString(PATIENCE.toSeconds()),
                  "-o",
                  serverOptions(port),
                  "start"));
      if (exit == 0) {
        Files.writeString(folder.resolve("port"), port + "\n");
        return;
      }
      if (attempt == 3 || !lastWords().contains("in use")) {
        throw failed("The database server does not start");
      }
    }
  }

  private String serverOptions(int port) {
    var all =
        new ArrayList<>(
            List.of(
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "max_connections=60",
                "jit=off",
                "log_checkpoints=off",
                "timezone=UTC",
                "log_timezone=UTC"));
    all.addAll(options);
    var line = new StringBuilder("-p " + port);
    all.forEach(option -> line.append(" -c ").append(option));
    return line.toString();
  }

  /** The port of last time when it is free, so that a person's own psql settings keep working. */
  private int choosePort(int attempt) throws IOException {
    Path remembered = folder.resolve("port");
    if (attempt == 1 && Files.exists(remembered)) {
      try (var socket =
          new ServerSocket(Integer.parseInt(Files.readString(remembered).strip()), 1, loopback())) {
        return socket.getLocalPort();
      } catch (IOException | NumberFormatException e) {
        // taken or damaged: any other port will do
        return choosePort(attempt + 1);
      }
    }
    try (var socket = new ServerSocket(0, 1, loopback())) {
      return socket.getLocalPort();
    }
  }

  private static InetAddress loopback() {
    return InetAddress.ofLiteral("127.0.0.1");
  }

  /** False also while the server starts up, recovers or shuts down. */
  private boolean answers(int port) throws IOException {
    var properties = new Properties();
    properties.setProperty("user", EmbeddedPostgres.SUPERUSER);
    properties.setProperty("password", password());
    properties.setProperty("connectTimeout", "2");
    properties.setProperty("loginTimeout", "5");
    try (var connection =
        DriverManager.getConnection(
            "jdbc:postgresql://127.0.0.1:" + port + "/postgres", properties)) {
      return connection.isValid(2);
    } catch (SQLException e) {
      return false;
    }
  }

  private int run(List<String> program) throws IOException, InterruptedException {
    var builder = new ProcessBuilder(unprivileged.command(program));
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    builder.environment().put("LC_ALL", "C");
    builder.directory(folder.toFile());
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
    if (Files.notExists(log())) {
      Files.createFile(log());
      unprivileged.giveAway(log());
    }
    return builder.start().waitFor();
  }

  private StartRefused failed(String what) throws IOException {
    String words = lastWords();
    if (words.contains("No space left on device")) {
      return new StartRefused(
          what + ": the disk that holds " + folder + " is full. Free some space and start again.");
    }
    if (words.contains("Permission denied")) {
      return new StartRefused(
          what
              + ": permission denied below "
              + folder
              + ". Give this user the right to write there.");
    }
    return new StartRefused(what + ". The reason is at the end of " + log() + ".");
  }

  private String lastWords() throws IOException {
    String all = Files.readString(log(), StandardCharsets.UTF_8);
    return all.substring(Math.max(0, all.length() - 2000));
  }

  private void keepLogSmall() throws IOException {
    if (Files.exists(log()) && Files.size(log()) > LOG_KEPT_BYTES) {
      Files.move(log(), folder.resolve("server.log.1"), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private Path data() {
    return folder.resolve("data");
  }

  private Path log() {
    return folder.resolve("server.log");
  }

  private Path passwordFile() {
    return folder.resolve("password");
  }
}
