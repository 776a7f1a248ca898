package dev.tandem.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.Tandem;
import dev.tandem.TandemProcess;
import dev.tandem.simulator.SimulatorSettings;
import dev.tandem.simulator.XeroSimulator;
import dev.tandem.simulator.accounting.DemoOrganisation;
import dev.tandem.start.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;

/**
 * A real process is killed while an import is on its way to Xero, twice: started again while Xero
 * still knows the keys of the calls under way, and when it has forgotten them. The minutes that the
 * engine leaves a lost call are the simulator's, whose clock the application follows.
 */
class KilledInTheMiddleTest {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String PRACTICE = "Twice Killed Clinic";
  private static final String EMAIL = "owner@killed.example";
  private static final String PASSWORD = "a long enough one";
  private static final String CHOOSE = "/ledger/connection/organisations";

  /** Long enough to be hit between call and answer. */
  private static final Duration LATENCY = Duration.ofMillis(700);

  private final Path home = Path.of("target", "killed", UUID.randomUUID().toString());
  private XeroSimulator simulator;
  private XeroBooks xero;
  private Map<String, String> environment;
  private int port;

  @BeforeEach
  void openXero() throws IOException {
    simulator = XeroSimulator.start(SimulatorSettings.defaults());
    xero = new XeroBooks(simulator.uri());
    port = TandemProcess.freePort();
    environment = new HashMap<>();
    environment.put("TANDEM_HOME", home.toString());
    environment.put("TANDEM_PORT", String.valueOf(port));
    environment.put("TANDEM_XERO_URL", simulator.uri().toString());
    environment.put("TANDEM_CLOCK_FROM", simulator.uri().toString());
    environment.put("ENCRYPTION_KEY", "0123456789abcdef".repeat(4));
    environment.put("XERO_CLIENT_ID", "client");
    environment.put("XERO_CLIENT_SECRET", "secret");
    environment.put(
        "XERO_REDIRECT_URI", "http://localhost:" + port + "/ledger/connection/callback");
    // A dead process is noticed by its missing heartbeats, which is real time.
    environment.put("DBSCHEDULER_HEARTBEATINTERVAL", "1s");
  }

  @AfterEach
  void leaveNothing() throws IOException {
    simulator.close();
    EmbeddedPostgres.stopIfUnused(home.resolve("postgres"));
    FileSystemUtils.deleteRecursively(home);
  }

  @Test
  void endsWithEachClientOnceInXero() {
    try (TandemProcess first = start()) {
      connect(first);
      xero.forgetCalls();
      xero.latency(LATENCY);
      importClients();
      killOnceThereAre(150, first);
    }
    simulator.advance(Duration.ofSeconds(125));
    int before = xero.contacts().size();
    try (TandemProcess second = start()) {
      second.await("Tandem is ready");
      killOnceThereAre(before + 300, second);
    }
    simulator.advance(Duration.ofMinutes(10));
    xero.latency(Duration.ZERO);
    try (TandemProcess third = start()) {
      third.await("Tandem is ready");
      Browser owner = new Browser(port);
      owner.signIn(EMAIL, PASSWORD);
      Awaitility.await("nothing waits any more")
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(500))
          .until(() -> xero.contacts().size() >= ManyClients.COUNT && everythingSent(owner));
    }
    everyClientIsThereOnce();
    noCallWasWasted();
  }

  private void everyClientIsThereOnce() {
    List<JsonNode> contacts = xero.contacts();
    assertThat(contacts).hasSize(ManyClients.COUNT);
    assertThat(contacts)
        .extracting(it -> it.path("ContactNumber").asString())
        .doesNotHaveDuplicates();
    assertThat(contacts).allMatch(ManyClients::fromFile);
  }

  /**
   * Twenty full batches; each kill leaves at most four unanswered, each looked into once or twice.
   */
  private void noCallWasWasted() {
    List<JsonNode> calls = xero.calls();
    assertThat(calls).extracting(it -> it.path("status").asInt()).doesNotContain(429);
    assertThat(calls.stream().filter(XeroBooks::writes)).hasSizeLessThanOrEqualTo(20 + 2 * 4);
    assertThat(calls).hasSizeLessThanOrEqualTo(25 + 2 * 2 * 4);
  }

  private TandemProcess start() {
    return TandemProcess.start(Tandem.class, environment, "start");
  }

  private void killOnceThereAre(int contacts, TandemProcess application) {
    Awaitility.await(contacts + " contacts")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> xero.contacts().size() >= contacts);
    application.kill();
    assertThat(xero.contacts()).hasSizeLessThan(ManyClients.COUNT);
  }

  private void importClients() {
    try (TandemProcess command =
        TandemProcess.start(
            Tandem.class,
            environment,
            "import",
            "clients",
            ManyClients.file(home).toString(),
            "--practice",
            PRACTICE)) {
      command.awaitEnd();
      assertThat(command.output()).contains("1,000 added");
    }
  }

  /** First run, sign-in and consent, each as its page asks for it. */
  private void connect(TandemProcess application) {
    String code = application.await("setup code (\\S+)");
    application.await("Tandem is ready");
    Browser owner = new Browser(port);
    owner.get("/first-run");
    owner.submit(
        "/first-run",
        Map.ofEntries(
            Map.entry("name", PRACTICE),
            Map.entry("kind", "CLINIC"),
            Map.entry("country", "AU"),
            Map.entry("zone", "Australia/Sydney"),
            Map.entry("currency", "AUD"),
            Map.entry("person", "Olive Owner"),
            Map.entry("email", EMAIL),
            Map.entry("password", PASSWORD),
            Map.entry("code", code)));
    owner.signIn(EMAIL, PASSWORD);
    Browser atXero = new Browser(simulator.uri().getPort());
    atXero.get(owner.get("/ledger/connection/begin").redirect());
    String back =
        atXero
            .submit(
                "/identity/connect/authorize",
                Map.of("decision", "allow", "tenant", DemoOrganisation.AU.tenantId()))
            .redirect();
    owner.get(owner.get(back).redirect());
    owner.submit(CHOOSE, Map.of());
    owner.submit(sendingOf(owner.get("/ledger").body()), Map.of());
    assertThat(owner.get("/ledger").body()).contains("Sending is on");
    Awaitility.await("the plan")
        .atMost(Duration.ofMinutes(1))
        .until(() -> owner.get("/ledger/plan").body().contains("/start\""));
    owner.submit(startOf(owner.get("/ledger/plan").body()), Map.of());
  }

  private static String startOf(String page) {
    return page.replaceFirst("(?s).*action=\"(/ledger/plan/[^\"/]+/start)\".*", "$1");
  }

  private static String sendingOf(String page) {
    return page.replaceFirst("(?s).*action=\"(/ledger/connection/[^\"/]+/sending)\".*", "$1");
  }

  private static boolean everythingSent(Browser owner) {
    return owner.get("/ledger/pulse").body().contains("In step");
  }
}
