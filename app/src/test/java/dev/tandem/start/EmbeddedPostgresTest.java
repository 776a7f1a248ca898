package dev.tandem.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server's life across processes: real processes, real kills. */
class EmbeddedPostgresTest {

  @TempDir private Path home;

  /** Unpacking takes longer than all else here, so it is done once for all folders. */
  @BeforeEach
  void linkPrograms() throws IOException {
    Path programs = Path.of("target", "test-programs").toAbsolutePath();
    Files.createDirectories(programs);
    PostgresBinaries.unpackedBelow(programs);
    Files.createSymbolicLink(home.resolve("server-18"), programs.resolve("server-18"));
  }

  @AfterEach
  void unlinkPrograms() throws IOException {
    Files.delete(home.resolve("server-18"));
  }

  @Test
  void isSharedByProcessesAndStoppedByTheLastOneOnly() throws Exception {
    var ours = EmbeddedPostgres.join(home);
    try (var other = Neighbour.on(home)) {
      assertThat(other.port()).isEqualTo(ours.port());
      other.leave();
      assertThat(answers(ours)).as("a second process that ends").isTrue();
    }
    ours.close();
    assertThat(answers(ours)).as("after the last one left").isFalse();
  }

  @Test
  void goesOnWhileTheProcessThatStartedItLeaves() throws Exception {
    try (var starter = Neighbour.on(home)) {
      try (var ours = EmbeddedPostgres.join(home)) {
        starter.leave();
        assertThat(answers(ours)).isTrue();
      }
    }
  }

  @Test
  void isAdoptedAfterItsProcessWasKilled() throws Exception {
    int port;
    try (var killed = Neighbour.on(home)) {
      port = killed.port();
      killed.write();
      killed.kill();
    }
    try (var ours = EmbeddedPostgres.join(home)) {
      assertThat(ours.port()).as("the same server, still running").isEqualTo(port);
      assertThat(written(ours)).isEqualTo(1);
    }
  }

  @Test
  void comesBackWithEverythingCommittedAfterBothWereKilled() throws Exception {
    try (var killed = Neighbour.on(home)) {
      killed.write();
      killed.kill();
      killServer();
    }
    try (var ours = EmbeddedPostgres.join(home)) {
      assertThat(written(ours)).isEqualTo(1);
    }
  }

  @Test
  void keepsDataAndPortBetweenRuns() throws Exception {
    int port;
    try (var first = EmbeddedPostgres.join(home)) {
      port = first.port();
      write(first.jdbcUrl("postgres"), first.password());
    }
    try (var second = EmbeddedPostgres.join(home)) {
      assertThat(second.port()).isEqualTo(port);
      assertThat(written(second)).isEqualTo(1);
    }
  }

  @Test
  void waitsForTheDiskBeforeACommitCounts() throws Exception {
    try (var server = EmbeddedPostgres.join(home);
        var c = connect(server);
        var row =
            c.createStatement()
                .executeQuery(
                    "select current_setting('fsync') || current_setting('synchronous_commit') || current_setting('listen_addresses')")) {
      row.next();
      assertThat(row.getString(1)).isEqualTo("onon127.0.0.1");
    }
  }

  @Test
  void refusesAWrongPassword() {
    try (var server = EmbeddedPostgres.join(home)) {
      assertThatThrownBy(
              () -> DriverManager.getConnection(server.jdbcUrl("postgres"), "postgres", "guess"))
          .isInstanceOf(SQLException.class);
    }
  }

  @Test
  void takesAProcessNumberThatBelongsToAnotherProgramForStale() throws Exception {
    EmbeddedPostgres.join(home).close();
    Files.writeString(
        home.resolve("data/postmaster.pid"), ProcessHandle.current().pid() + "\nx\n0\n1\n");
    try (var server = EmbeddedPostgres.join(home)) {
      assertThat(answers(server)).isTrue();
    }
  }

  @Test
  void refusesDataOfAnotherMajorVersion() throws Exception {
    EmbeddedPostgres.join(home).close();
    Files.writeString(home.resolve("data/PG_VERSION"), "16\n");
    assertThatThrownBy(() -> EmbeddedPostgres.join(home))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("PostgreSQL 16")
        .hasMessageContaining("brings 18");
  }

  @Test
  void refusesAFolderThatCannotBeMade() throws Exception {
    Path file = Files.createFile(home.resolve("a-file"));
    assertThatThrownBy(() -> EmbeddedPostgres.join(file.resolve("below")))
        .isInstanceOf(StartRefused.class)
        .hasMessageStartingWith("Cannot keep the database in");
  }

  @Test
  void knowsItsPlatforms() {
    assertThat(PostgresBinaries.resourceFor("Linux", "amd64"))
        .isEqualTo("/postgres-linux-x86_64.txz");
    assertThat(PostgresBinaries.resourceFor("Linux", "aarch64"))
        .isEqualTo("/postgres-linux-arm_64.txz");
    assertThat(PostgresBinaries.resourceFor("Mac OS X", "aarch64"))
        .isEqualTo("/postgres-darwin-arm_64.txz");
    assertThatThrownBy(() -> PostgresBinaries.resourceFor("Windows 11", "amd64"))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("TANDEM_DATABASE_URL");
  }

  private void killServer() throws IOException {
    long pid =
        Long.parseLong(Files.readAllLines(home.resolve("data/postmaster.pid")).getFirst().strip());
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
  }

  private static boolean answers(EmbeddedPostgres server) {
    try (var c = connect(server)) {
      return c.isValid(2);
    } catch (SQLException e) {
      return false;
    }
  }

  private static Connection connect(EmbeddedPostgres server) throws SQLException {
    return DriverManager.getConnection(
        server.jdbcUrl("postgres"), EmbeddedPostgres.SUPERUSER, server.password());
  }

  private static int written(EmbeddedPostgres server) throws SQLException {
    try (var c = connect(server);
        var row = c.createStatement().executeQuery("select count(*) from kept")) {
      row.next();
      return row.getInt(1);
    }
  }

  private static void write(String url, String password) throws SQLException {
    try (var c = DriverManager.getConnection(url, EmbeddedPostgres.SUPERUSER, password)) {
      c.createStatement().execute("create table kept as select 1 as one");
    }
  }

  /** Another process on the same folder, told by its standard input what to do. */
  private static final class Neighbour implements AutoCloseable {

    private final Process process;
    private final BufferedReader says;
    private final int port;

    private Neighbour(Process process) throws IOException {
      this.process = process;
      this.says =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      this.port = Integer.parseInt(says.readLine());
    }

    static Neighbour on(Path folder) throws IOException {
      return new Neighbour(
          new ProcessBuilder(
                  ProcessHandle.current().info().command().orElseThrow(),
                  "-cp",
                  System.getProperty(
                      "surefire.test.class.path", System.getProperty("java.class.path")),
                  Neighbour.class.getName(),
                  folder.toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start());
    }

    public static void main(String... arguments) throws Exception {
      try (var server = EmbeddedPostgres.join(Path.of(arguments[0]))) {
        System.out.println(server.port());
        for (int order; (order = System.in.read()) != 'l'; ) {
          if (order == 'w') {
            EmbeddedPostgresTest.write(server.jdbcUrl("postgres"), server.password());
            System.out.println("written");
          }
        }
      }
    }

    int port() {
      return port;
    }

    void write() throws IOException {
      order('w');
      assertThat(says.readLine()).isEqualTo("written");
    }

    void leave() throws Exception {
      order('l');
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    void kill() {
      process.destroyForcibly().onExit().join();
    }

    private void order(char order) {
      try {
        process.getOutputStream().write(order);
        process.getOutputStream().flush();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() throws IOException {
      kill();
      says.close();
    }
  }
}
