package dev.tandem.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.Tandem;
import dev.tandem.TandemProcess;
import dev.tandem.start.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;

/** What somebody sees who tries it: the demonstration, connected, with everything running. */
class ThousandClientsInTheDemonstrationTest {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Path home = Path.of("target", "thousand", UUID.randomUUID().toString());
  private Map<String, String> environment;
  private XeroBooks xero;
  private Browser owner;

  @AfterEach
  void leaveNothing() throws IOException {
    EmbeddedPostgres.stopIfUnused(home.resolve("postgres"));
    FileSystemUtils.deleteRecursively(home);
  }

  @Test
  void reachXeroInTwentyFiveCallsAndAgainInNone() throws IOException {
    environment =
        Map.of(
            "TANDEM_HOME",
            home.toString(),
            "TANDEM_PORT",
            String.valueOf(TandemProcess.freePort()),
            "TANDEM_SIMULATOR_PORT",
            String.valueOf(TandemProcess.freePort()));
    try (TandemProcess demonstration =
        TandemProcess.start(DemoMain.class, environment, "--connected")) {
      URI address = URI.create(demonstration.await("Address +(\\S+)"));
      xero = new XeroBooks(URI.create(demonstration.await("Xero +(http\\S+)")));
      demonstration.await("Ctrl-C");
      owner = new Browser(address.getPort());
      owner.signIn(SamplePractice.OWNER_EMAIL, SamplePractice.PASSWORD);
      assertThat(inStep()).as("ready means in step").isTrue();

      xero.forgetCalls();
      assertThat(importFile()).contains("1,000 added");
      awaitInStep();
      assertThat(xero.contacts().stream().filter(ManyClients::fromFile)).hasSize(ManyClients.COUNT);
      assertThat(xero.calls()).hasSizeLessThanOrEqualTo(25).noneMatch(it -> status(it) == 429);

      xero.forgetCalls();
      assertThat(importFile()).contains("0 added", "1,000 already there");
      awaitInStep();
      assertThat(xero.calls()).noneMatch(XeroBooks::writes);
    }
  }

  private String importFile() {
    try (TandemProcess command =
        TandemProcess.start(
            Tandem.class,
            environment,
            "import",
            "clients",
            ManyClients.file(home).toString(),
            "--practice",
            "Harbour Allied Health")) {
      command.awaitEnd();
      return command.output();
    }
  }

  private void awaitInStep() {
    Awaitility.await("in step")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(250))
        .until(this::inStep);
  }

  private boolean inStep() {
    return owner.get("/ledger/pulse").body().contains("In step");
  }

  private static int status(JsonNode call) {
    return call.path("status").asInt();
  }
}
