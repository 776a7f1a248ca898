package dev.tandem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.books.BooksRoom;
import dev.tandem.books.connection.Connections;
import dev.tandem.staff.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/**
 * Runs last and looks back: no line that was logged during the whole run, by the application, its
 * libraries or the processes that tests have started, holds a secret that existed in it. The
 * application writes each call to Xero to the log meanwhile, as {@code XERO_DEBUG} does.
 */
@TandemTest
@Order(Integer.MAX_VALUE)
class NoSecretInALogTest {

  private static final Logger log = LoggerFactory.getLogger(NoSecretInALogTest.class);

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void noSecretOfTheWholeRunIsInALine() throws IOException {
    workALittle();
    Map<String, String> secrets = SecretsLeft.all();
    secrets.putAll(EverySecret.all());
    assertThat(secrets.values())
        .as("what is looked for")
        .contains(
            "encryption key",
            "client secret",
            "webhook key",
            "database password",
            "API key",
            "password",
            "session",
            "sealed",
            "given out or sent");
    for (Path lines : SecretsLeft.files("every-log-line")) {
      assertThat(EverySecret.findIn(lines, secrets)).as(lines.toString()).isEmpty();
    }
  }

  /** Each class says when it is over: a file that lacks that was lost with what was in it. */
  @Test
  void theLinesOfAllClassesAreThere() throws IOException {
    for (Path names : SecretsLeft.files("every-class")) {
      Path lines =
          Path.of(
              names.toString().replace("every-class", "every-log-line").replace(".txt", ".log"));
      String logged = Files.readString(lines);
      assertThat(Files.readAllLines(names))
          .as(lines.toString())
          .allMatch(name -> logged.contains(SecretsLeft.OVER + name));
    }
  }

  @Test
  void whatIsLookedThroughIsWhatWasLogged() throws IOException {
    workALittle();
    assertThat(Files.readString(EveryLogLine.FILE))
        .contains("grant_type=refresh_token&refresh_token=***", "> Authorization: ***")
        .contains("INFO  ");
  }

  @Test
  void aSecretThatIsWrittenWouldBeFound() throws IOException {
    String token = (UUID.randomUUID() + "." + UUID.randomUUID()).replace("-", "");
    String password = "pass word/" + UUID.randomUUID();
    var both = Map.of(token, "a token", password, "a password");
    assertThat(EverySecret.findIn(EveryLogLine.FILE, both)).isEmpty();
    log.debug("Asking with {}", token.substring(10));
    assertThat(EverySecret.findIn(EveryLogLine.FILE, both))
        .as("a piece of it")
        .singleElement()
        .asString()
        .endsWith(": a token");
    log.info(
        "It failed",
        new IllegalStateException(
            java.net.URLEncoder.encode(password, java.nio.charset.StandardCharsets.UTF_8)));
    assertThat(EverySecret.findIn(EveryLogLine.FILE, both))
        .as("encoded, in an exception")
        .hasSizeGreaterThan(1)
        .anyMatch(it -> it.endsWith(": a password"));
  }

  /** Of everything a little, so that this says something when it runs alone. */
  private void workALittle() {
    var room = BooksRoom.open(house);
    room.in(
        () -> {
          var connections = house.getBean(Connections.class);
          connections.refreshNow(room.binding());
          return null;
        });
    var people = TestPractice.of(house, room.practice());
    assertThat(people.browser(Role.OWNER).get("/ledger").status()).isEqualTo(200);
    assertThat(people.program(Role.OWNER).get("/api/v1/clients").status()).isEqualTo(200);
  }
}
