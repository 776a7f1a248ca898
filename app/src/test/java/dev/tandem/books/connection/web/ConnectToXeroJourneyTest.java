package dev.tandem.books.connection.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.Browser.Page;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestPractice;
import dev.tandem.TestXero;
import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.Connections;
import dev.tandem.shared.Practices;
import dev.tandem.simulator.accounting.DemoOrganisation;
import dev.tandem.staff.Role;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Journey a: a person connects the practice with its organisation, in the browser. */
@TandemTest
class ConnectToXeroJourneyTest {

  private static final String AU = DemoOrganisation.AU.tenantId();
  private static final String UK = DemoOrganisation.UK.tenantId();
  private static final String BEGIN = "/ledger/connection/begin";
  private static final String CHOOSE = "/ledger/connection/organisations";

  @Autowired ApplicationContext house;
  @Autowired Connections connections;
  @Autowired TestXero xero;
  @Autowired TestClock clock;

  private TestPractice practice;
  private Browser owner;

  @BeforeEach
  void signIn() {
    xero.fresh();
    practice = TestPractice.open(house);
    owner = practice.browser(Role.OWNER);
  }

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void fromNotConnectedToSending() {
    assertThat(owner.get("/ledger").body()).contains("Not connected", "Connect to Xero");
    String consentPage = setOut(owner);
    assertThat(consentPage).contains("code_challenge_method=S256", "state=");
    String callback = allow(consentPage, AU);
    Page back = owner.get(callback);
    assertThat(back.redirect()).startsWith(CHOOSE + "?grant=");
    assertThat(owner.get(back.redirect()).body())
        .contains("Harbour Health Demo (AU)", "Allowed just now", "sending stays off");
    assertThat(owner.submit(CHOOSE, Map.of()).redirect()).isEqualTo("/ledger");
    assertThat(owner.get("/ledger").body())
        .contains(
            "Harbour Health Demo (AU)", AU, "Sending is off", "Turn sending on", "Disconnect");
    assertThat(binding().sending()).isFalse();

    owner.submit("/ledger/connection/" + binding().id() + "/sending", Map.of());
    assertThat(owner.get("/ledger").body()).contains("Sending is on", "Turn sending off");
    assertThat(binding().mayPush()).isTrue();
  }

  @Test
  void theAnswerCountsOnce() {
    String callback = allow(setOut(owner), AU);
    owner.get(callback);
    Page again = owner.get(callback);
    assertThat(again.status()).isEqualTo(400);
    assertThat(again.body()).contains("used already", "Go to the Ledger page");
  }

  @Test
  void theAnswerBelongsToTheBrowserThatSetOut() {
    String callback = allow(setOut(owner), AU);
    for (Browser other :
        new Browser[] {practice.browser(Role.OWNER), practice.browser(Role.ADMIN)}) {
      Page page = other.get(callback);
      assertThat(page.status()).isEqualTo(400);
      assertThat(page.body()).contains("Started by somebody else");
    }
    assertThat(owner.get(callback).redirect()).startsWith(CHOOSE);
  }

  @Test
  void aLateAnswerIsRefusedWithAWayForward() {
    String callback = allow(setOut(owner), AU);
    clock.advance(Duration.ofMinutes(11));
    Page page = owner.get(callback);
    assertThat(page.status()).isEqualTo(400);
    assertThat(page.body()).contains("took too long", "Start again");
  }

  @Test
  void aMadeUpAnswerIsRefused() {
    for (String answer :
        new String[] {"?code=x&state=made-up", "?code=x", "", "?error=access_denied"}) {
      Page page = owner.get("/ledger/connection/callback" + answer);
      assertThat(page.status()).isEqualTo(400);
      assertThat(page.body()).contains("not an answer Tandem was waiting for");
    }
  }

  @Test
  void sayingNoAtXeroIsNoError() {
    Page page = owner.get(decide(setOut(owner), Map.of("decision", "deny")));
    assertThat(page.status()).isEqualTo(400);
    assertThat(page.body()).contains("Xero was not connected", "Start again");
    assertThat(Practices.in(practice.id(), () -> connections.bindings())).isEmpty();
  }

  @Test
  void comesBackOnTheOldPathAsWell() {
    String callback = allow(setOut(owner), AU);
    Page page =
        owner.get(
            callback.replace("/ledger/connection/callback", "/api/integrations/xero/callback"));
    assertThat(page.redirect()).startsWith(CHOOSE);
  }

  @Test
  void anOrganisationOfAnotherPracticeIsRefused() {
    connect(TestPractice.open(house).browser(Role.OWNER), AU);
    Page offer = owner.get(owner.get(allow(setOut(owner), AU)).redirect());
    assertThat(offer.body()).contains("Another practice in this installation");
    owner.get("/ledger/connection/begin");
    owner.get("/ledger");
    Page page = owner.htmx(CHOOSE, Map.of("grant", grantOf(offer), "tenant", AU));
    assertThat(page.status()).isEqualTo(409);
    assertThat(page.body()).contains("Another practice in this installation");
  }

  @Test
  void warnsWhenTheBooksSpeakAnotherCurrency() {
    Page offer = owner.get(owner.get(allow(setOut(owner), UK)).redirect());
    assertThat(offer.body()).contains("GBP", "this practice bills in AUD");
  }

  @Test
  void onlyOwnersAndAdministratorsConnect() {
    for (Role role : new Role[] {Role.RECEPTIONIST, Role.BOOKKEEPER, Role.PRACTITIONER}) {
      assertThat(practice.browser(role).get(BEGIN).status()).isEqualTo(403);
    }
    Browser receptionist = practice.browser(Role.RECEPTIONIST);
    connect(owner, AU);
    assertThat(receptionist.get("/ledger").body())
        .contains("Harbour Health Demo (AU)")
        .doesNotContain("Turn sending on", "Disconnect</a>", "href=\"/setup\"");
    Page page =
        receptionist.htmx(
            "/ledger/connection/" + binding().id() + "/sending", Map.of("on", "true"));
    assertThat(page.status()).isEqualTo(403);
  }

  @Test
  void aStrangersConnectionDoesNotExist() {
    connect(owner, AU);
    String path = "/ledger/connection/" + binding().id();
    Browser stranger = TestPractice.open(house).browser(Role.OWNER);
    stranger.get("/ledger");
    assertThat(stranger.get(path + "/disconnection").status()).isEqualTo(404);
    assertThat(stranger.htmx(path + "/disconnection", Map.of()).status()).isEqualTo(404);
    assertThat(stranger.htmx(path + "/sending", Map.of("on", "true")).status()).isEqualTo(404);
    assertThat(stranger.htmx(path + "/refresh", Map.of()).status()).isEqualTo(404);
  }

  @Test
  void refreshesAndDisconnectsByButton() {
    connect(owner, AU);
    String path = "/ledger/connection/" + binding().id();
    owner.get("/ledger");
    assertThat(owner.submit(path + "/refresh", Map.of()).redirect()).isEqualTo("/ledger");
    assertThat(owner.get("/ledger").body()).contains("Tokens are fresh");
    assertThat(owner.get(path + "/disconnection").body()).contains("Nothing is deleted");
    owner.submit(path + "/disconnection", Map.of());
    assertThat(owner.get("/ledger").body()).contains("Disconnected.", "Connect to Xero");
  }

  @Test
  void theTopBarTellsHowItStands() {
    assertThat(owner.get("/ledger/pulse").body()).contains("Not connected");
    connect(owner, AU);
    assertThat(owner.get("/ledger/pulse").body()).contains("Sending is off");
    assertThat(owner.get("/ledger/card").body()).contains("Ledger", "sending is off");
    assertThat(owner.get("/ledger/needs-you").status()).isEqualTo(200);
    assertThat(owner.get("/ledger/help").body()).contains("Reconnect");
  }

  private Binding binding() {
    return Practices.in(practice.id(), () -> connections.main()).orElseThrow();
  }

  private void connect(Browser browser, String tenant) {
    browser.get(browser.get(allow(setOut(browser), tenant)).redirect());
    browser.submit(CHOOSE, Map.of());
  }

  /** Path and query of the consent page. */
  private String setOut(Browser browser) {
    Page page = browser.get(BEGIN);
    URI there = URI.create(page.header("Location").orElseThrow());
    assertThat(there.getPort()).isEqualTo(xero.uri().getPort());
    return page.redirect();
  }

  private String allow(String consentPage, String tenant) {
    return decide(consentPage, Map.of("decision", "allow", "tenant", tenant));
  }

  /** Path and query of where Xero sends the browser back to. */
  private String decide(String consentPage, Map<String, String> choice) {
    var atXero = new Browser(xero.uri().getPort());
    assertThat(atXero.get(consentPage).body()).contains("wants access");
    return atXero.submit("/identity/connect/authorize", choice).redirect();
  }

  private static String grantOf(Page offer) {
    return offer.response().uri().getQuery().replace("grant=", "");
  }
}
