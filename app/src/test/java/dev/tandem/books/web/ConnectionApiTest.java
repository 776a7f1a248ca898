package dev.tandem.books.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.Browser.Page;
import dev.tandem.Program;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestPractice;
import dev.tandem.TestXero;
import dev.tandem.simulator.accounting.DemoOrganisation;
import dev.tandem.staff.Role;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The life of a connection for scripts, and the addresses of earlier systems. */
@TandemTest
class ConnectionApiTest {

  private static final String API = "/api/v1/ledger";
  private static final String AU = DemoOrganisation.AU.tenantId();
  private static final JsonMapper JSON = new JsonMapper();

  @Autowired ApplicationContext house;
  @Autowired TestXero xero;
  @Autowired TestClock clock;

  private TestPractice practice;
  private Browser owner;
  private Program script;

  @BeforeEach
  void begin() {
    xero.fresh();
    practice = TestPractice.open(house);
    owner = practice.browser(Role.OWNER);
    script = practice.program(Role.ADMIN);
  }

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void aConnectionsWholeLife() {
    JsonNode start = json(script.get(API + "/start"));
    assertThat(start.path("url").asString()).endsWith("/ledger/connection/begin");
    assertThat(start.path("missing").size()).isZero();
    String grant = consent(owner);
    JsonNode offered = json(script.get(API + "/organisations?grant=" + grant));
    assertThat(offered.at("/0/tenantId").asString()).isEqualTo(AU);
    assertThat(offered.at("/0/openedNow").asBoolean()).isTrue();

    Page selected = script.post(API + "/organisations/select", selection(grant, AU));
    assertThat(selected.status()).as(selected.body()).isEqualTo(201);
    String connection = selected.header("Location").orElseThrow();
    assertThat(json(script.get(connection)).path("status").asString()).isEqualTo("ACTIVE");
    assertThat(json(script.get(API + "/connections")).size()).isEqualTo(1);

    assertThat(json(put(connection + "/sending", "{\"on\":true}")).path("sending").asBoolean())
        .isTrue();
    assertThat(json(put(connection + "/sending", "{\"on\":false}")).path("sending").asBoolean())
        .isFalse();
    JsonNode before = json(script.get(connection)).path("tokens");
    JsonNode after = json(script.post(connection + "/refresh", "")).path("tokens");
    assertThat(before.path("refreshedAt").asString("")).isEmpty();
    assertThat(after.path("refreshedAt").asString("")).isNotEmpty();
    JsonNode off = json(put(connection + "/features", "{\"feature\":\"payments\",\"on\":false}"));
    assertThat(off.path("features").toString())
        .contains("\"feature\":\"payments\",\"state\":\"OFF\"");

    Page ended = script.send("DELETE", connection, BodyPublishers.noBody(), Map.of());
    assertThat(json(ended).path("toldXero").asBoolean()).isTrue();
    assertThat(json(script.get(connection)).path("status").asString()).isEqualTo("DISCONNECTED");
  }

  @Test
  void anOrganisationOfAnotherPracticeIsAConflict() {
    select(consent(owner));
    var other = TestPractice.open(house);
    String grant = consent(other.browser(Role.OWNER));
    Page refused =
        other.program(Role.ADMIN).post(API + "/organisations/select", selection(grant, AU));
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.header("Content-Type").orElseThrow()).contains("application/problem+json");
    assertThat(refused.body()).contains("Another practice in this installation");
  }

  @Test
  void aConsentOfAnotherPracticeIsNobodysBusiness() {
    var other = TestPractice.open(house);
    String grant = consent(other.browser(Role.OWNER));
    assertThat(script.get(API + "/organisations?grant=" + grant).status()).isEqualTo(404);
    assertThat(script.post(API + "/organisations/select", selection(grant, AU)).status())
        .isEqualTo(404);
    assertThat(script.get(API + "/organisations?grant=" + UUID.randomUUID()).status())
        .isEqualTo(404);
  }

  @Test
  void aSelectionSentTwiceUnderOneKeyIsDoneOnce() {
    String grant = consent(owner);
    var key = Map.of("Idempotency-Key", UUID.randomUUID().toString());
    Page first = script.post(API + "/organisations/select", selection(grant, AU), key);
    Page second = script.post(API + "/organisations/select", selection(grant, AU), key);
    assertThat(second.status()).as(second.body()).isEqualTo(201);
    assertThat(second.header("Idempotent-Replayed")).contains("true");
    assertThat(second.body()).isEqualTo(first.body());
  }

  @Test
  void whatCannotBeTakenIsSaidAtItsField() {
    Page nothing = script.post(API + "/organisations/select", "{}");
    assertThat(nothing.status()).isEqualTo(422);
    assertThat(json(nothing).at("/errors/grant").asString()).isNotEmpty();
    String connection = select(consent(owner));
    assertThat(json(put(connection + "/sending", "{}")).at("/errors/on").asString()).isNotEmpty();
    assertThat(
            json(put(connection + "/features", "{\"feature\":\"stock\",\"on\":true}"))
                .at("/errors/feature")
                .asString())
        .contains("payments");
    assertThat(put(connection + "/features", "{\"feature\":\"clients\",\"on\":false}").status())
        .isEqualTo(409);
  }

  @Test
  void theLogIsFilteredAndPaged() {
    Page log = script.get(API + "/log?direction=pull&size=1");
    assertThat(log.status()).isEqualTo(200);
    assertThat(json(log).path("size").asInt()).isEqualTo(1);
    Page wrong = script.get(API + "/log?from=yesterday");
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(json(wrong).at("/errors/from").asString()).contains("2026");
  }

  @Test
  void onlyARoleThatMayConnectMayChangeAnything() {
    String connection = select(consent(owner));
    Program reader = practice.program(Role.BOOKKEEPER);
    assertThat(reader.get(API + "/connections").status()).isEqualTo(200);
    assertThat(reader.get(API + "/log").status()).isEqualTo(200);
    for (String path : new String[] {"/refresh"}) {
      assertThat(reader.post(connection + path, "").status()).isEqualTo(403);
    }
    assertThat(reader.get(API + "/start").status()).isEqualTo(403);
    assertThat(reader.send("DELETE", connection, BodyPublishers.noBody(), Map.of()).status())
        .isEqualTo(403);
    assertThat(practice.browser().get(API + "/connections").status()).isEqualTo(401);
  }

  @Test
  void theDescriptionNamesThemAll() {
    assertThat(script.get("/api/v1/openapi").body())
        .contains(
            "/api/v1/ledger/start",
            "/api/v1/ledger/organisations/select",
            "/api/v1/ledger/connections/{id}/refresh",
            "/api/v1/ledger/connections/{id}/sending",
            "/api/v1/ledger/connections/{id}/features",
            "/api/v1/ledger/log")
        .doesNotContain("/api/cron");
  }

  @Test
  void theAddressesOfEarlierSystemsLeadToTodays() {
    assertThat(owner.get("/settings/integrations").redirect()).isEqualTo("/ledger");
    assertThat(owner.get("/api/integrations/xero/start").redirect())
        .isEqualTo("/ledger/connection/begin");
    String grant = consent(owner);
    String choice = "/ledger/connection/organisations?grant=" + grant;
    assertThat(owner.get("/settings/integrations?action=select_tenant&grantId=" + grant).redirect())
        .isEqualTo(choice);
    assertThat(owner.get("/api/integrations/xero/tenants/list?grantId=" + grant).redirect())
        .isEqualTo(choice);
    owner.get(choice);
    String old = "/api/integrations/xero";
    var chosen = Map.of("grantId", grant, "tenantId", AU);
    assertThat(owner.htmx(old + "/tenants/select", chosen).redirect()).isEqualTo("/ledger");
    String id = json(script.get(API + "/connections")).at("/0/id").asString();
    assertThat(owner.htmx(old + "/refresh", Map.of()).redirect()).isEqualTo("/ledger");
    assertThat(json(script.get(API + "/connections/" + id)).at("/tokens/refreshedAt").asString(""))
        .isNotEmpty();
    assertThat(owner.htmx(old + "/disconnect", Map.of("bindingId", id)).redirect())
        .isEqualTo("/ledger");
    assertThat(json(script.get(API + "/connections/" + id)).path("status").asString())
        .isEqualTo("DISCONNECTED");
  }

  @Test
  void anEarlierAddressNeedsASessionAndProofOfIt() {
    Browser nobody = practice.browser();
    assertThat(nobody.get("/api/integrations/xero/start").redirect()).startsWith("/sign-in");
    assertThat(owner.post("/api/integrations/xero/refresh", Map.of()).status()).isEqualTo(403);
  }

  private String select(String grant) {
    Page selected = script.post(API + "/organisations/select", selection(grant, AU));
    assertThat(selected.status()).as(selected.body()).isEqualTo(201);
    return selected.header("Location").orElseThrow();
  }

  private static String selection(String grant, String tenant) {
    return "{\"grant\":\"%s\",\"tenant\":\"%s\"}".formatted(grant, tenant);
  }

  private Page put(String path, String json) {
    return script.send(
        "PUT", path, BodyPublishers.ofString(json), Map.of("Content-Type", "application/json"));
  }

  /** What a person does in the browser, up to the choice. */
  private String consent(Browser browser) {
    String page = browser.get("/ledger/connection/begin").redirect();
    String answer =
        xero.control(
            "POST", "/_simulator/connect?" + URI.create(page).getRawQuery() + "&tenant=" + AU);
    URI back = URI.create(JSON.readTree(answer).path("redirect").asString());
    String choice = browser.get(back.getPath() + "?" + back.getRawQuery()).redirect();
    return choice.replaceFirst(".*grant=", "");
  }

  private static JsonNode json(Page page) {
    return JSON.readTree(page.body());
  }
}
