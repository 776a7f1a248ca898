package dev.tandem.books.connection.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.AnotherNode;
import dev.tandem.Browser;
import dev.tandem.Browser.Page;
import dev.tandem.EverySecret;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestDatabase;
import dev.tandem.TestPractice;
import dev.tandem.TestXero;
import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.connection.LostReason;
import dev.tandem.books.connection.NotConnected;
import dev.tandem.shared.PracticeId;
import dev.tandem.shared.Practices;
import dev.tandem.simulator.accounting.DemoOrganisation;
import dev.tandem.staff.Role;
import java.net.URI;
import java.time.Duration;
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

  /** In a database of its own: the environment's custom connection is for one practice alone. */
  @Test
  void aCustomConnectionOfTheEnvironmentStaysWithItsPracticeAndOrganisation() {
    EverySecret.add("client secret", "custom-secret");
    var alone = TestDatabase.fresh();
    try (var there = AnotherNode.xero(alone)) {
      PracticeId only;
      String email;
      try (var node = AnotherNode.beside(alone, there, custom(AU))) {
        var first = TestPractice.open(node);
        only = first.id();
        email = first.email(Role.OWNER);
        Page refused = press(signedIn(node, email));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains(AU, "Kauri Clinic Demo (NZ)", NZ, "XERO_TENANT_ID");
      }
      try (var node = AnotherNode.beside(alone, there, custom(NZ))) {
        Browser owner = signedIn(node, email);
        assertThat(owner.get("/ledger").body())
            .contains("nobody has to sign in at Xero", "/ledger/connection/custom/environment");
        assertThat(owner.get("/ledger/connection/begin").redirect())
            .isEqualTo("/ledger/ways?kind=custom");
        Page pressed = press(owner);
        assertThat(pressed.redirect()).startsWith(CHOOSE + "?grant=");
        assertThat(owner.get(pressed.redirect()).body()).contains("Kauri Clinic Demo (NZ)");
        assertThat(owner.submit(CHOOSE, Map.of()).redirect()).isEqualTo("/ledger");
        assertThat(owner.get("/ledger").body())
            .contains("Kauri Clinic Demo (NZ)", "Sending is off")
            .doesNotContain("custom-secret");
      }
      var other =
          Map.<String, Object>of(
              "XERO_CLIENT_ID",
              "client",
              "XERO_CLIENT_SECRET",
              TandemTest.CLIENT_SECRET,
              "XERO_TENANT_ID",
              AU);
      try (var node = AnotherNode.beside(alone, there, other)) {
        node.getBean(TestClock.class).advance(Duration.ofHours(2));
        var connections = node.getBean(Connections.class);
        Binding before = Practices.in(only, () -> connections.bindings()).getFirst();
        assertThatThrownBy(() -> Practices.in(only, () -> connections.access(before.id())))
            .isInstanceOf(NotConnected.class);
        assertThat(Practices.in(only, () -> connections.binding(before.id())).reason())
            .isEqualTo(LostReason.CUSTOM_APP_CHANGED);
        TestPractice.open(node);
        Page refused = press(signedIn(node, email));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("one practice");
        node.getBean(TestClock.class).reset();
      }
    }
  }

  private static Page press(Browser owner) {
    owner.get("/ledger/connection/custom");
    return owner.submit("/ledger/connection/custom/environment", Map.of());
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
    return signedIn(node, practice.email(Role.OWNER));
  }

  private static Browser signedIn(ConfigurableApplicationContext node, String email) {
    var browser =
        new Browser(node.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
    browser.signIn(email, TestPractice.PASSWORD);
    return browser;
  }
}
