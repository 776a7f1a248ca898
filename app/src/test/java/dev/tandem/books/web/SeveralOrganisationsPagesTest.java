package dev.tandem.books.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.Browser.Page;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestPractice;
import dev.tandem.TestXero;
import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.lane.Lanes;
import dev.tandem.books.plan.Plans;
import dev.tandem.practice.clients.ClientDetails;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.Clients;
import dev.tandem.practice.setup.LocationDetails;
import dev.tandem.practice.setup.LocationId;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.Practices;
import dev.tandem.simulator.accounting.DemoOrganisation;
import dev.tandem.staff.Role;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Journey: a person connects two organisations, says what each is for, and ends them, by pages. */
@TandemTest
class SeveralOrganisationsPagesTest {

  private static final String AU = DemoOrganisation.AU.tenantId();
  private static final String NZ = DemoOrganisation.NZ.tenantId();
  private static final String AU_NAME = "Harbour Health Demo (AU)";
  private static final String NZ_NAME = "Kauri Clinic Demo (NZ)";
  private static final String CHOOSE = "/ledger/connection/organisations";

  @Autowired ApplicationContext house;
  @Autowired Connections connections;
  @Autowired Clients clients;
  @Autowired Setup setup;
  @Autowired Lanes lanes;
  @Autowired TestXero xero;
  @Autowired TestClock clock;

  private TestPractice practice;
  private Browser owner;

  @BeforeEach
  void connectTheFirst() {
    xero.fresh();
    practice = TestPractice.open(house);
    owner = practice.browser(Role.OWNER);
    choose(consent(owner, AU), AU, "");
  }

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void aSecondOneComesBesideAndThePageShowsACardForEach() {
    assertThat(owner.get("/ledger").body())
        .contains("Connect another organisation")
        .doesNotContain(">Main<");
    Page offer = consent(owner, NZ);
    assertThat(offer.body())
        .contains(
            "What is it for?", "Beside", "Instead of", AU_NAME, "is disconnected in the same step")
        .contains("Connected with this practice", "Use this consent for it");
    choose(offer, NZ, "");
    assertThat(owner.get("/ledger").body())
        .contains(AU_NAME, NZ_NAME, ">Main<", "Make it the main one")
        .contains("aria-label=\"Queue and calls left of " + NZ_NAME + "\"");
    assertThat(binding(AU).main()).isTrue();
    assertThat(binding(NZ).main()).isFalse();
  }

  @Test
  void aLocationGetsItsOrganisationAndTheMainOneIsChanged() {
    choose(consent(owner, NZ), NZ, "");
    LocationId auckland = within(() -> setup.add(LocationDetails.named("Auckland")));
    assertThat(owner.get("/ledger").body()).contains("Locations and their books", "Auckland");
    String path = "/ledger/locations/" + auckland;
    owner.submit(path, Map.of("organisation", binding(NZ).id().toString()));
    assertThat(owner.get("/ledger").body()).contains("Its invoices go to " + NZ_NAME);
    assertThat(within(() -> connections.locations())).containsEntry(auckland, binding(NZ).id());

    String main = "/ledger/connection/" + binding(NZ).id() + "/main";
    assertThat(owner.get(main).body())
        .contains("Make " + NZ_NAME + " the main organisation?", "no income is doubled", AU_NAME);
    owner.submit(main, Map.of());
    assertThat(owner.get("/ledger").body()).contains(NZ_NAME + " is the main organisation now");
    assertThat(binding(NZ).main()).isTrue();

    owner.get("/ledger");
    assertThat(owner.submit(path, Map.of("organisation", "")).redirect()).isEqualTo("/ledger");
    assertThat(within(() -> connections.locations())).isEmpty();
    assertThat(owner.htmx(path, Map.of("organisation", "nonsense")).status()).isEqualTo(404);
  }

  @Test
  void oneIsDisconnectedAndItsRecordsRestWithTheReason() {
    choose(consent(owner, NZ), NZ, "");
    turnSendingOn(AU);
    ClientId ann = within(() -> clients.add(ClientDetails.person("Ann", "Lee")));
    turn();
    assertThat(owner.get("/ledger/badges?client=" + ann).body()).contains("In step");

    String path = "/ledger/connection/" + binding(AU).id() + "/disconnection";
    assertThat(owner.get(path).body())
        .contains(NZ_NAME, "goes on as before", "make another one the main one");
    owner.submit(path, Map.of());
    assertThat(owner.get("/ledger").body())
        .contains("No main organisation", "One disconnected organisation", AU_NAME, NZ_NAME);
    assertThat(owner.get("/ledger/pulse").body()).contains("Needs you");
    assertThat(owner.get("/ledger/badges?client=" + ann).body())
        .contains("Paused", AU_NAME + " is disconnected.")
        .doesNotContain("In step");
    assertThat(owner.get("/ledger/story/client/" + ann).body())
        .contains(AU_NAME + " is disconnected.", "Created in Xero", "Id in Xero");

    // An organisation that is disconnected cannot be made the main one.
    String main = "/ledger/connection/" + binding(AU).id() + "/main";
    owner.get("/ledger");
    assertThat(owner.htmx(main, Map.of()).status()).isEqualTo(409);
    assertThat(binding(AU).status()).isEqualTo(Binding.Status.DISCONNECTED);

    choose(consent(owner, AU), AU, "");
    turnSendingOn(AU);
    turn();
    assertThat(owner.get("/ledger/badges?client=" + ann).body()).contains("In step");
    assertThat(owner.get("/ledger").body()).doesNotContain("No main organisation");
  }

  @Test
  void anotherOneComesInTheFirstOnesPlace() {
    Page offer = consent(owner, NZ);
    choose(offer, NZ, binding(AU).id().toString());
    assertThat(binding(AU).status()).isEqualTo(Binding.Status.DISCONNECTED);
    assertThat(binding(NZ).main()).isTrue();
    assertThat(owner.get("/ledger").body())
        .contains(NZ_NAME, "One disconnected organisation")
        .doesNotContain("No main organisation");
  }

  @Test
  void theMappingIsShownBesideEachOrganisationsAccounts() {
    choose(consent(owner, NZ), NZ, "");
    turn();
    String nz = owner.get("/ledger/mapping?organisation=" + binding(NZ).id()).body();
    assertThat(nz).contains(AU_NAME, NZ_NAME, "Everything else");
    assertThat(owner.get("/ledger/mapping?organisation=nonsense").status()).isEqualTo(200);
  }

  @Test
  void herConsentIsOfferedInASecondPracticeToHerAndToNobodyElse() {
    choose(consent(owner, NZ), NZ, "");
    TestPractice second = TestPractice.open(house);
    second.add(practice.email(Role.OWNER), Role.OWNER);
    Browser colleague = second.browser(Role.OWNER);
    assertThat(colleague.get("/ledger").body()).doesNotContain("Use a consent you gave before");
    assertThat(colleague.get("/ledger/connection/another").body())
        .doesNotContain("Use a consent you gave before");

    owner.get("/account");
    owner.htmx("/practice-switch", Map.of("practice", second.id().toString()));
    Page page = owner.get("/ledger");
    assertThat(page.body()).contains("Not connected", "Use a consent you gave before");
    String offer = firstLink(page.body(), CHOOSE);
    assertThat(owner.get(offer).body()).contains("Another practice in this installation");
    assertThat(colleague.get(offer).status()).isEqualTo(404);
    Page taken = owner.htmx(CHOOSE, Map.of("grant", grant(offer), "tenant", AU));
    assertThat(taken.status()).isEqualTo(409);
    assertThat(taken.body()).contains("Another practice in this installation");

    // Free again, it comes over by the same consent.
    var nz = bindingIn(practice, NZ).id();
    Practices.run(practice.id(), () -> connections.disconnect(nz));
    String again = firstLink(owner.get("/ledger").body(), CHOOSE);
    assertThat(owner.get(again).status()).isEqualTo(200);
  }

  @Test
  void whoMayNotConnectSeesTheCardsWithoutButtons() {
    choose(consent(owner, NZ), NZ, "");
    Browser receptionist = practice.browser(Role.RECEPTIONIST);
    assertThat(receptionist.get("/ledger").body())
        .contains(AU_NAME, NZ_NAME)
        .doesNotContain("Make it the main one", "Connect another organisation");
    String nz = "/ledger/connection/" + binding(NZ).id();
    assertThat(receptionist.get(nz + "/main").status()).isEqualTo(403);
    assertThat(receptionist.htmx(nz + "/main", Map.of()).status()).isEqualTo(403);
    assertThat(receptionist.get("/ledger/connection/another").status()).isEqualTo(403);
  }

  private static String firstLink(String body, String path) {
    int from = body.indexOf("href=\"" + path) + "href=\"".length();
    return body.substring(from, body.indexOf('"', from)).replace("&amp;", "&");
  }

  private static String grant(String offer) {
    return offer.substring(offer.indexOf("grant=") + "grant=".length());
  }

  /** The page on which the person chooses, after having allowed this organisation. */
  private Page consent(Browser browser, String tenant) {
    String consentPage = browser.get("/ledger/connection/begin").redirect();
    var atXero = new Browser(xero.uri().getPort());
    atXero.get(consentPage);
    String back =
        atXero
            .submit("/identity/connect/authorize", Map.of("decision", "allow", "tenant", tenant))
            .redirect();
    return browser.get(browser.get(back).redirect());
  }

  private void choose(Page offer, String tenant, String insteadOf) {
    Page page =
        owner.htmx(
            CHOOSE,
            Map.of(
                "grant",
                offer.response().uri().getQuery().replace("grant=", ""),
                "tenant",
                tenant,
                "insteadOf",
                insteadOf));
    assertThat(page.status()).isLessThan(400);
  }

  private void turnSendingOn(String tenant) {
    var id = binding(tenant).id();
    Practices.run(practice.id(), () -> house.getBean(Plans.class).decide(id));
    Practices.run(practice.id(), () -> connections.turnSendingOn(id));
  }

  private void turn() {
    clock.advance(Duration.ofSeconds(5));
    within(lanes::ofPractice).forEach(lanes::runOnce);
  }

  private Binding binding(String tenant) {
    return bindingIn(practice, tenant);
  }

  private Binding bindingIn(TestPractice where, String tenant) {
    return Practices.in(where.id(), () -> connections.bindings()).stream()
        .filter(it -> it.tenantId().equals(tenant))
        .findFirst()
        .orElseThrow();
  }

  private <T> T within(Supplier<T> work) {
    return Practices.in(practice.id(), work::get);
  }
}
