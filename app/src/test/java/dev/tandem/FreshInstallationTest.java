package dev.tandem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.start.Surroundings;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What {@code start} finds on an empty database: real scheduler, real clock, nobody there yet. */
@ExtendWith(OutputCaptureExtension.class)
class FreshInstallationTest {

  private static final Pattern CODE =
      Pattern.compile("setup code ([A-Z2-9]{4}(?:-[A-Z2-9]{4}){2})");

  @TempDir private static Path home;
  private static ConfigurableApplicationContext application;
  private static int port;
  private static String code;

  private final Browser browser = new Browser(port);

  @BeforeAll
  static void start(CapturedOutput console) throws IOException {
    var there = TestDatabase.fresh().database();
    try (var free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    application =
        Tandem.serve(
            new Surroundings(
                Map.of(
                    "TANDEM_DATABASE_URL",
                    "%s?user=%s&password=%s"
                        .formatted(there.jdbcUrl(), there.migrator(), there.migratorPassword()),
                    "TANDEM_DATABASE_APP_PASSWORD",
                    there.appPassword(),
                    "TANDEM_PORT",
                    String.valueOf(port),
                    "TANDEM_HOME",
                    home.toString(),
                    "ENCRYPTION_KEY",
                    "0123456789abcdef".repeat(4))),
            "--server.port=" + port,
            "--TANDEM_ALLOWED_ORIGINS=https://book.example, http://localhost:3000",
            "--TANDEM_TRUSTED_PROXIES=10.8.0.9, 10.9.0.0/16");
    Matcher shown = CODE.matcher(console.getOut());
    assertThat(shown.find()).as("the console shows the setup code").isTrue();
    code = shown.group(1);
  }

  @AfterAll
  static void stop() {
    application.close();
  }

  @Test
  void makesTheFirstPracticeOnceForWhoeverReadsTheConsole() throws Exception {
    assertThat(browser.get("/first-run").body()).contains("Setup code", "Welcome");
    for (String wrong : new String[] {"", "AAAA-AAAA-AAAA", code.substring(1)}) {
      var refused = begin(Map.of("code", wrong));
      assertThat(refused.status()).isEqualTo(422);
      assertThat(refused.body())
          .contains(
              "This is not the code", "id=\"code-error\"", "Harbour Physio", "ann@example.com")
          .doesNotContain("a long enough password");
    }
    var short1 = begin(Map.of("code", code, "password", "short"));
    assertThat(short1.status()).isEqualTo(422);
    assertThat(short1.body()).contains("id=\"password-error\"");
    assertThat(begin(Map.of("code", code, "name", " ")).body()).contains("id=\"name-error\"");
    assertThat(practices()).as("nothing was made by what was refused").isZero();

    var typed = Map.of("code", code.toLowerCase().replace("-", " "));
    browser.get("/first-run");
    Map<String, String> once = new HashMap<>(browser.hiddenFields("/first-run"));
    once.putAll(filled(typed));
    var pressed = new FutureTask<>(() -> browser.post("/first-run", once));
    var again = new FutureTask<>(() -> browser.post("/first-run", once));
    Thread.ofVirtual().start(pressed);
    Thread.ofVirtual().start(again);
    assertThat(List.of(pressed.get(), again.get()))
        .as("the button was pressed twice")
        .extracting(Browser.Page::redirect)
        .contains("/sign-in?password-set");
    assertThat(practices()).isEqualTo(1);
    assertThat(browser.signIn("ann@example.com", "a long enough password").redirect())
        .isEqualTo("/");
    assertThat(browser.get("/account").body()).contains("Ann Lee", "Harbour Physio");

    var late = new Browser(port);
    assertThat(late.get("/first-run").status()).isEqualTo(404);
    late.get("/sign-in");
    Map<String, String> form = new HashMap<>(late.hiddenFields("/sign-in"));
    form.putAll(
        Map.of("code", code, "name", "Second", "person", "Eve", "email", "eve@example.com"));
    assertThat(late.post("/first-run", form).status()).isEqualTo(404);
    assertThat(practices()).isEqualTo(1);
  }

  @Test
  void isHealthyAndSaysNoMore() {
    var health = browser.get("/actuator/health");
    assertThat(health.status()).isEqualTo(200);
    assertThat(health.body()).contains("\"status\":\"UP\"").doesNotContain("components", "details");
    assertThat(health.response().headers().allValues("Set-Cookie")).isEmpty();
    for (String closed : new String[] {"", "/env", "/beans", "/heapdump", "/loggers", "/info"}) {
      assertThat(browser.get("/actuator" + closed).body())
          .as(closed)
          .doesNotContain("tandem_app", "ENCRYPTION");
    }
  }

  @Test
  void tellsAWatchdogOfEachVitalSignAndNoMore() {
    var health = browser.get("/api/health");
    assertThat(health.status()).isEqualTo(200);
    assertThat(health.body())
        .isEqualTo(
            "{\"status\":\"up\",\"database\":\"up\",\"email\":\"not set up\",\"ledger\":\"not set up\"}");
    assertThat(health.header("Cache-Control")).hasValue("no-store");
    assertThat(health.response().headers().allValues("Set-Cookie")).isEmpty();
  }

  @Test
  void letsScriptsOfAllowedAddressesUseTheApiAndOfNoOther() {
    for (String allowed : new String[] {"https://book.example", "http://localhost:3000"}) {
      var answer = preflight(allowed);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header("Access-Control-Allow-Origin")).hasValue(allowed);
      assertThat(answer.header("Access-Control-Allow-Headers").orElseThrow())
          .containsIgnoringCase("Authorization");
      assertThat(answer.header("Access-Control-Allow-Credentials")).isEmpty();
    }
    for (String other :
        new String[] {
          "https://book.example:444",
          "http://book.example",
          "https://evil.book.example",
          "http://localhost:3001",
          "null"
        }) {
      var answer = preflight(other);
      assertThat(answer.status()).as(other).isEqualTo(403);
      assertThat(answer.header("Access-Control-Allow-Origin")).as(other).isEmpty();
    }
    var page = browser.send(browser.request("/sign-in").header("Origin", "https://book.example"));
    assertThat(page.header("Access-Control-Allow-Origin")).as("pages are nobody's").isEmpty();
  }

  private Browser.Page preflight(String origin) {
    return browser.send(
        browser
            .request("/api/v1/clients")
            .header("Origin", origin)
            .header("Access-Control-Request-Method", "POST")
            .header("Access-Control-Request-Headers", "authorization,content-type")
            .method("OPTIONS", java.net.http.HttpRequest.BodyPublishers.noBody()));
  }

  @Test
  void countsForThisMachineOnly() {
    assertThat(browser.get("/actuator/prometheus").status()).isEqualTo(200);
    assertThat(countsFor("203.0.113.5")).isEqualTo(404);
    assertThat(countsFor("127.0.0.1, 203.0.113.5")).as("pretending").isEqualTo(404);
  }

  @Test
  void believesForwardedAddressesOfTheProxiesNamedAndOfNoOther() {
    assertThat(countsFor("127.0.0.1, 10.8.0.9")).isEqualTo(200);
    assertThat(countsFor("127.0.0.1, 10.9.7.7, 127.0.0.1")).isEqualTo(200);
    for (String other : new String[] {"10.8.0.8", "192.168.1.5", "172.16.0.1", "fd00::1"}) {
      assertThat(countsFor("127.0.0.1, " + other)).as(other).isEqualTo(404);
    }
  }

  private int countsFor(String forwarded) {
    var request = browser.request("/actuator/prometheus").header("X-Forwarded-For", forwarded);
    return browser.send(request.GET()).status();
  }

  private Browser.Page begin(Map<String, String> typed) {
    browser.get("/first-run");
    return browser.submit("/first-run", filled(typed));
  }

  private static Map<String, String> filled(Map<String, String> typed) {
    var all =
        new HashMap<>(
            Map.of(
                "name", "Harbour Physio",
                "kind", "CLINIC",
                "country", "AU",
                "zone", "Australia/Sydney",
                "currency", "AUD",
                "person", "Ann Lee",
                "email", "ann@example.com",
                "password", "a long enough password"));
    all.putAll(typed);
    return all;
  }

  private static int practices() {
    return application
        .getBean(JdbcClient.class)
        .sql("select count(*) from house.practice")
        .query(Integer.class)
        .single();
  }
}
