package dev.tandem.books.connection.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.AnotherNode;
import dev.tandem.Browser;
import dev.tandem.Browser.Page;
import dev.tandem.TandemTest;
import dev.tandem.TestDatabase;
import dev.tandem.TestPractice;
import dev.tandem.TestXero;
import dev.tandem.simulator.accounting.DemoOrganisation;
import dev.tandem.staff.Role;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** Installations whose environment differs from the other tests': each is one of its own. */
@TandemTest
class OwnEnvironmentTest {

  private static final String NZ = DemoOrganisation.NZ.tenantId();
  private static final String AU = DemoOrganisation.AU.tenantId();
  private static final String CHOOSE = "/ledger/connection/organisations";

  @Autowired ApplicationContext house;
  @Autowired TestDatabase database;
  @Autowired TestXero xero;

  private TestPractice practice;

  @BeforeEach
  void begin() {
    xero.fresh();
    practice = TestPractice.open(house);
    practice.email(Role.OWNER);
  }

  @Test
  void aCustomConnectionOfTheEnvironmentIsConnectedByAPersonAtTheFirstPress() {
    try (var node = node(custom(NZ))) {
      Browser owner = signedIn(node);
      assertThat(owner.get("/ledger").body())
          .contains("nobody has to sign in at Xero", "/ledger/connection/custom/environment");
      assertThat(owner.get("/ledger/connection/begin").redirect())
          .isEqualTo("/ledger/ways?kind=custom");
      owner.get("/ledger");
      Page pressed = owner.submit("/ledger/connection/custom/environment", Map.of());
      assertThat(pressed.redirect()).startsWith(CHOOSE + "?grant=");
      assertThat(owner.get(pressed.redirect()).body()).contains("Kauri Clinic Demo (NZ)");
      assertThat(owner.submit(CHOOSE, Map.of()).redirect()).isEqualTo("/ledger");
      assertThat(owner.get("/ledger").body())
          .contains("Kauri Clinic Demo (NZ)", "Sending is off")
          .doesNotContain("custom-secret");
    }
  }

  @Test
  void anotherOrganisationThanTheEnvironmentNamesIsRefusedWithBoth() {
    try (var node = node(custom(AU))) {
      Browser owner = signedIn(node);
      owner.get("/ledger");
      Page refused = owner.submit("/ledger/connection/custom/environment", Map.of());
      assertThat(refused.status()).isEqualTo(422);
      assertThat(refused.body()).contains(AU, "Kauri Clinic Demo (NZ)", NZ, "XERO_TENANT_ID");
      assertThat(owner.get("/ledger").body()).contains("Not connected");
    }
  }

  @Test
  void theCallbackAnswersBelowApiAsWell() {
    comesBackOn("/api/auth/callback/xero");
  }

  @Test
  void theCallbackAnswersWhereAPageOfOursStands() {
    comesBackOn("/ledger");
  }

  private void comesBackOn(String path) {
    try (var node =
        node(Map.of("XERO_REDIRECT_URI", "http://localhost:5999" + path, "XERO_SCOPES", "broad"))) {
      Browser owner = signedIn(node);
      String page = owner.get("/ledger/connection/begin").redirect();
      assertThat(page).contains("accounting.transactions").doesNotContain("accounting.payments");
      String answer =
          xero.control(
              "POST", "/_simulator/connect?" + URI.create(page).getRawQuery() + "&tenant=" + AU);
      URI back = URI.create(new JsonMapper().readTree(answer).path("redirect").asString());
      assertThat(back.getPath()).isEqualTo(path);
      assertThat(owner.get(back.getPath() + "?" + back.getRawQuery()).redirect())
          .startsWith(CHOOSE);
      assertThat(owner.get("/ledger").body()).contains("Not connected");
    }
  }

  private static Map<String, Object> custom(String tenant) {
    return Map.of(
        "XERO_CLIENT_ID",
        "custom",
        "XERO_CLIENT_SECRET",
        "custom-secret",
        "XERO_TENANT_ID",
        tenant);
  }

  private ConfigurableApplicationContext node(Map<String, Object> environment) {
    return AnotherNode.beside(database, xero, environment);
  }

  private Browser signedIn(ConfigurableApplicationContext node) {
    var browser =
        new Browser(node.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
    browser.signIn(practice.email(Role.OWNER), TestPractice.PASSWORD);
    return browser;
  }
}
