package dev.tandem.books.connection.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.Browser.Page;
import dev.tandem.EverySecret;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestDatabase;
import dev.tandem.TestPractice;
import dev.tandem.TestXero;
import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.BindingId;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.connection.LostReason;
import dev.tandem.books.lane.LaneId;
import dev.tandem.books.lane.LaneState;
import dev.tandem.books.lane.Lanes;
import dev.tandem.books.plan.Plans;
import dev.tandem.practice.clients.ClientDetails;
import dev.tandem.practice.clients.Clients;
import dev.tandem.shared.Practices;
import dev.tandem.simulator.accounting.DemoOrganisation;
import dev.tandem.staff.Role;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A practice connects its organisation by an app of its own, without anybody's consent. */
@TandemTest
class CustomConnectionJourneyTest {

  private static final String NZ = DemoOrganisation.NZ.tenantId();
  private static final String AU = DemoOrganisation.AU.tenantId();
  private static final String ENTER = "/ledger/connection/custom";
  private static final String CHOOSE = "/ledger/connection/organisations";
  private static final String KEY = "a-signing-key-of-its-own";
  private static final String FIRST = "a-signing-key-that-is-replaced";
  private static final String NEXT = "the-signing-key-after-it";
  private static final LaneId LANE = new LaneId("xero/custom", UUID.fromString(NZ));

  @Autowired ApplicationContext house;
  @Autowired Connections connections;
  @Autowired Clients clients;
  @Autowired Lanes lanes;
  @Autowired TestXero xero;
  @Autowired TestClock clock;
  @Autowired TestDatabase database;

  private TestPractice practice;
  private Browser owner;

  @BeforeEach
  void signIn() throws SQLException {
    xero.fresh();
    behind("delete from house.lane where tenant = '" + NZ + "'");
    behind("delete from house.delivery where tenant = '" + NZ + "'");
    practice = TestPractice.open(house);
    owner = practice.browser(Role.OWNER);
  }

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void fromTheWizardToAContactInXero() throws SQLException {
    assertThat(owner.get("/ledger/ways?many=one&where=NZ&person=no").body())
        .contains("A custom connection", "NZD 10 a month", "Enter client id and secret");
    connect("custom-secret", "");
    assertThat(owner.get("/ledger").body())
        .contains("Kauri Clinic Demo (NZ)", "Sending is off")
        .doesNotContain("custom-secret", "Consent lasts until");
    assertThat(binding().sending()).isFalse();
    turnSendingOn();
    within(() -> clients.add(ClientDetails.person("Aroha", "Ngata")));
    settle();
    assertThat(names()).contains("Aroha Ngata");
    assertThat(calls("GET", "/connections")).isZero();
    assertThat(callers("PUT", "/api.xro/2.0/Contacts")).containsOnly("custom");
    assertThat(count("select count(*) from house.app_minute where app = 'xero/custom'"))
        .isPositive();
    assertThat(within(lanes::states)).extracting(LaneState::lane).containsExactly(LANE);
  }

  @Test
  void aWrongSecretIsSaidAtItsFieldAndKeptNowhere() throws SQLException {
    Page page = enter("custom", "guessed-secret", "");
    assertThat(page.status()).isEqualTo(422);
    assertThat(page.body())
        .contains("secret-error", "does not accept this pair", "value=\"custom\"")
        .doesNotContain("guessed-secret");
    assertThat(apps()).isZero();
    Page empty = enter("", "", "two words");
    assertThat(empty.body())
        .contains("client-error", "secret-error", "webhookKey-error")
        .doesNotContain("two words");
  }

  @Test
  void anAppThatNobodyAuthorisedYetSaysSo() throws SQLException {
    xero.control("POST", "/_simulator/apps/custom/custom/waiting");
    Page page = enter("custom", "custom-secret", "");
    assertThat(page.status()).isEqualTo(422);
    assertThat(page.body()).contains("client-error", "nobody has authorised it yet");
    assertThat(apps()).isZero();
  }

  @Test
  void anAppThatMayNotReadItsOrganisationSaysWhichScopeIsMissing() {
    xero.control("POST", "/_simulator/apps/custom/custom-scopes?scopes=accounting.contacts");
    xero.control("POST", "/_simulator/apps/custom/custom/authorised");
    assertThat(enter("custom", "custom-secret", "").body())
        .contains("client-error", "accounting.settings.read");
  }

  @Test
  void theSecretIsSealedAndWipedWithTheDisconnect() throws SQLException {
    connect("custom-secret", KEY);
    assertThat(texts("client_secret")).hasSize(1).noneMatch(it -> it.contains("custom-secret"));
    assertThat(texts("webhook_key")).hasSize(1).noneMatch(it -> it.contains(KEY));
    String path = "/ledger/connection/" + binding().id() + "/disconnection";
    owner.get(path);
    assertThat(owner.submit(path, Map.of()).redirect()).isEqualTo("/ledger");
    assertThat(binding().status()).isEqualTo(Binding.Status.DISCONNECTED);
    assertThat(texts("client_secret")).isEmpty();
    assertThat(texts("webhook_key")).isEmpty();
    assertThat(calls("DELETE", "/connections")).isZero();
    assertThat(calls("POST", "/connect/revocation")).isZero();
  }

  @Test
  void aNewTokenIsAskedForWhenTheOldOneRanOut() {
    connect("custom-secret", "");
    clock.advance(Duration.ofHours(2));
    var access = within(() -> connections.access(binding().id()));
    assertThat(access.ledger().organisation().value().name()).contains("Kauri");
    assertThat(calls("POST", "/connect/token")).isEqualTo(2);
  }

  @Test
  void editingTheScopesSwitchesItOffUntilItIsAuthorisedAgain() {
    connect("custom-secret", "");
    settle();
    xero.control(
        "POST",
        "/_simulator/apps/custom/custom-scopes?scopes=accounting.contacts+accounting.settings");
    clock.advance(Duration.ofMinutes(10));
    lanes.runOnce(LANE);
    assertThat(binding().reason()).isEqualTo(LostReason.CUSTOM_NOT_AUTHORISED);
    assertThat(owner.get("/ledger").body()).contains("authorised again", "e-mail");
    xero.control("POST", "/_simulator/apps/custom/custom/authorised");
    press("refresh");
    assertThat(binding().active()).isTrue();
    assertThat(owner.get("/ledger/features").body())
        .contains("Scope missing", "Invoices: the custom connection was made without the scope");
  }

  @Test
  void anAppThatOpensOtherBooksNowGetsIntoNeither() {
    connect("custom-secret", "");
    settle();
    turnSendingOn();
    settle();
    xero.control("POST", "/_simulator/apps/custom/custom-organisation/" + AU);
    xero.control("DELETE", "/_simulator/calls");
    within(() -> clients.add(ClientDetails.person("Aroha", "Ngata")));
    clock.advance(Duration.ofHours(2));
    lanes.runOnce(LANE);
    assertThat(binding().reason()).isEqualTo(LostReason.CUSTOM_APP_CHANGED);
    assertThat(calls("PUT", "/api.xro/2.0")).isZero();
    assertThat(calls("GET", "/api.xro/2.0/Contacts")).isZero();
    assertThat(owner.get("/ledger").body()).contains("opens another one now");
    xero.control("POST", "/_simulator/apps/custom/custom-organisation/" + NZ);
    press("refresh");
    assertThat(binding().active()).isTrue();
    settle();
    assertThat(names()).contains("Aroha Ngata");
  }

  @Test
  void aReplacedSecretIsEnteredAgainAndTheOldOneWiped() throws SQLException {
    connect("custom-secret", "");
    xero.control("POST", "/_simulator/apps/custom/secret?secret=second-secret");
    clock.advance(Duration.ofHours(2));
    lanes.runOnce(LANE);
    assertThat(binding().reason()).isEqualTo(LostReason.CUSTOM_APP_REFUSED);
    assertThat(owner.get("/ledger").body()).contains("secret was probably replaced");
    connect("second-secret", "");
    assertThat(binding().active()).isTrue();
    assertThat(texts("client_secret")).hasSize(1);
  }

  @Test
  void anOrganisationReachedBothWaysBelongsToOnePractice() {
    connect("custom-secret", "");
    var other = TestPractice.open(house);
    Browser second = other.browser(Role.OWNER);
    String page = second.get("/ledger/connection/begin").redirect();
    String back = consented(page, NZ);
    Page offer = second.get(second.get(back).redirect());
    assertThat(offer.body()).contains("Another practice in this installation");
    String grant = offer.response().uri().getQuery().replace("grant=", "");
    assertThat(second.htmx(CHOOSE, Map.of("grant", grant, "tenant", NZ)).status()).isEqualTo(409);
  }

  @Test
  void theSameOrganisationGoesOnInAnotherLaneWhenItsWayChanges() throws SQLException {
    var first = connectedByConsent();
    settle();
    long seq =
        Long.parseLong(
            text("select seq::text from house.lane where app = 'xero' and tenant = '" + NZ + "'"));
    assertThat(seq).isPositive();
    connect("custom-secret", "");
    assertThat(binding().id()).isEqualTo(first);
    assertThat(within(lanes::states)).extracting(LaneState::lane).containsExactly(LANE);
    xero.control("DELETE", "/_simulator/calls");
    clock.advance(Duration.ofMinutes(10));
    assertThat(lanes.runOnce(new LaneId("xero", UUID.fromString(NZ)))).isNull();
    assertThat(calls("GET", "/api.xro/2.0")).isZero();
    lanes.runOnce(LANE);
    assertThat(calls("GET", "/api.xro/2.0")).isPositive();
    assertThat(
            Long.parseLong(
                text(
                    "select seq::text from house.lane where app = 'xero/custom' and tenant = '"
                        + NZ
                        + "'")))
        .isGreaterThan(seq);
  }

  @Test
  void noticesSignedWithItsOwnKeyWakeItsLaneAndNoOther() throws Exception {
    connect("custom-secret", KEY);
    settle();
    Awaitility.await("it is believed").until(() -> notice(NZ, KEY) == 200);
    assertThat(
            count(
                "select count(*) from house.wake where app = 'xero/custom' and tenant = '"
                    + NZ
                    + "'"))
        .isPositive();
    assertThat(notice(AU, KEY)).isEqualTo(401);
    assertThat(notice(NZ, "another key")).isEqualTo(401);
  }

  @Test
  void aKeyIsChangedWithoutConnectingAnewAndNothingIsRefusedMeanwhile() throws Exception {
    connect("custom-secret", FIRST);
    String page = "/ledger/connection/" + binding().id() + "/webhook-key";
    assertThat(owner.get("/ledger").body()).contains(page);
    assertThat(owner.get(page).body()).contains("A key is set.").doesNotContain(FIRST);
    EverySecret.add("webhook key", NEXT);
    Page wrong = owner.submit(page, Map.of("webhookKey", "two words"));
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.body()).contains("webhookKey-error").doesNotContain("two words");
    assertThat(owner.submit(page, Map.of("webhookKey", NEXT)).redirect()).isEqualTo(page);
    assertThat(owner.get(page).body())
        .contains("Two keys are believed")
        .doesNotContain(NEXT, FIRST);
    Awaitility.await().until(() -> notice(NZ, NEXT) == 200);
    assertThat(notice(NZ, FIRST)).as("the one before").isEqualTo(200);
    assertThat(notice(AU, NEXT)).as("another organisation").isEqualTo(401);
    owner.submit(page, Map.of("webhookKey", NEXT));
    assertThat(notice(NZ, FIRST)).as("entered twice it is still the same change").isEqualTo(200);
    assertThat(texts("webhook_key_before")).hasSize(1).noneMatch(it -> it.contains(FIRST));
    owner.get(page);
    owner.submit(page + "/before", Map.of());
    Awaitility.await().until(() -> notice(NZ, FIRST) == 401);
    assertThat(notice(NZ, NEXT)).isEqualTo(200);
  }

  @Test
  void aConnectionByConsentHasNoKeyOfItsOwn() throws SQLException {
    String page = "/ledger/connection/" + connectedByConsent() + "/webhook-key";
    assertThat(owner.get(page).body())
        .contains("no webhook key of its own", "XERO_WEBHOOK_KEY")
        .doesNotContain("New webhooks key");
  }

  @Test
  void onlyWhoMayConnectMayEnterOne() {
    Browser reception = practice.browser(Role.RECEPTIONIST);
    assertThat(reception.get(ENTER).status()).isEqualTo(403);
    assertThat(owner.get("/ledger/connection/custom").status()).isEqualTo(200);
  }

  private Page enter(String client, String secret, String webhookKey) {
    EverySecret.add("client secret", secret);
    EverySecret.add("webhook key", webhookKey);
    owner.get(ENTER);
    return owner.submit(
        ENTER, Map.of("client", client, "secret", secret, "webhookKey", webhookKey));
  }

  private void connect(String secret, String webhookKey) {
    Page entered = enter("custom", secret, webhookKey);
    assertThat(entered.redirect()).startsWith(CHOOSE + "?grant=");
    assertThat(owner.get(entered.redirect()).body()).contains("Kauri Clinic Demo (NZ)", NZ);
    assertThat(owner.submit(CHOOSE, Map.of()).redirect()).isEqualTo("/ledger");
  }

  private BindingId connectedByConsent() throws SQLException {
    owner.get(consented(owner.get("/ledger/connection/begin").redirect(), NZ));
    String grant =
        text(
            "select id::text from house.oauth_grant where practice_id = '"
                + practice.id()
                + "' and status = 'active'");
    owner.get(CHOOSE + "?grant=" + grant);
    owner.submit(CHOOSE, Map.of("grant", grant, "tenant", NZ));
    return binding().id();
  }

  private String consented(String page, String tenant) {
    String answer =
        xero.control(
            "POST", "/_simulator/connect?" + URI.create(page).getRawQuery() + "&tenant=" + tenant);
    URI back = URI.create(new JsonMapper().readTree(answer).path("redirect").asString());
    return back.getPath() + "?" + back.getRawQuery();
  }

  private int notice(String tenant, String key) throws Exception {
    String body =
        """
        {"events":[{"resourceId":"%s","tenantId":"%s","tenantType":"ORGANISATION","eventCategory":"CONTACT",
         "eventType":"UPDATE","eventDateUtc":"%s"}],"firstEventSequence":1,"lastEventSequence":1}"""
            .formatted(UUID.randomUUID(), tenant, clock.instant().toString().substring(0, 23));
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key.getBytes(UTF_8), "HmacSHA256"));
    String signature = Base64.getEncoder().encodeToString(mac.doFinal(body.getBytes(UTF_8)));
    Browser somebody = practice.browser();
    return somebody
        .send(
            somebody
                .request("/webhooks/xero")
                .header("x-xero-signature", signature)
                .POST(BodyPublishers.ofString(body)))
        .status();
  }

  private void turnSendingOn() {
    Practices.run(practice.id(), () -> house.getBean(Plans.class).decide(binding().id()));
    Practices.run(practice.id(), () -> connections.turnSendingOn(binding().id()));
  }

  private void press(String button) {
    String path = "/ledger/connection/" + binding().id() + "/" + button;
    owner.get("/ledger");
    owner.submit(path, Map.of());
  }

  private void settle() {
    LaneId lane = within(lanes::ofPractice).getFirst();
    for (int i = 0; i < 30; i++) {
      Instant due = lanes.runOnce(lane);
      Duration wait = due == null ? null : Duration.between(clock.instant(), due);
      if (wait == null || wait.compareTo(Duration.ofSeconds(130)) > 0) {
        return;
      }
      if (wait.isPositive()) {
        clock.advance(wait);
      }
    }
    throw new AssertionError("The lane does not come to rest");
  }

  private List<String> names() {
    JsonNode books =
        new JsonMapper()
            .readTree(xero.control("GET", "/_simulator/organisations/" + NZ + "/books"));
    return StreamSupport.stream(books.path("Contacts").spliterator(), false)
        .map(it -> it.path("Name").asString())
        .toList();
  }

  private int calls(String method, String path) {
    return found(method, path).size();
  }

  private List<String> callers(String method, String path) {
    return StreamSupport.stream(found(method, path).spliterator(), false)
        .map(it -> it.path("client").asString())
        .toList();
  }

  private JsonNode found(String method, String path) {
    return new JsonMapper()
        .readTree(xero.control("GET", "/_simulator/calls?method=" + method + "&path=" + path));
  }

  private Binding binding() {
    return within(() -> connections.bindings()).getFirst();
  }

  private <T> T within(ScopedValue.CallableOp<T, RuntimeException> work) {
    return Practices.in(practice.id(), work);
  }

  private int apps() throws SQLException {
    return count(
        "select count(*) from house.custom_app where practice_id = '" + practice.id() + "'");
  }

  /** What the column holds for this practice, without nulls. */
  private List<String> texts(String column) throws SQLException {
    try (var connection = database.connectAsSuperuser();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select %s from house.custom_app where practice_id = '%s' and %s is not null"
                    .formatted(column, practice.id(), column))) {
      var texts = new java.util.ArrayList<String>();
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts;
    }
  }

  private int count(String sql) throws SQLException {
    return Integer.parseInt(text(sql));
  }

  private String text(String sql) throws SQLException {
    try (var connection = database.connectAsSuperuser();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private void behind(String sql) throws SQLException {
    try (var connection = database.connectAsSuperuser();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
