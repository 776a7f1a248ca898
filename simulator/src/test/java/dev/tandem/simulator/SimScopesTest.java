package dev.tandem.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.simulator.identity.App;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** §1.4 of the fact sheet: granular scopes and the broad ones that they replace. */
class SimScopesTest {
  private static final String BROAD = "accounting.transactions";
  private static final String NOBODY = "6b8e1c0e-0000-4000-8000-000000000000";
  private static final Instant EVE = Instant.parse("2027-09-12T23:00:00Z");

  private final XeroSimulator simulator = XeroSimulator.start(settings());
  private final Xero xero = Xero.connected(simulator);

  @AfterEach
  void close() {
    simulator.close();
  }

  /** One more app since there are granular scopes only, and custom connections on both sides. */
  private static SimulatorSettings settings() {
    SimulatorSettings usual = SimulatorSettings.defaults();
    Stream<App> more =
        Stream.of(
            app("new").registered(LocalDate.of(2026, 3, 2)),
            app("custom-apr-28").registered(LocalDate.of(2026, 4, 28)),
            app("custom-apr-29").registered(LocalDate.of(2026, 4, 29)));
    return usual
        .clock(Clock.fixed(EVE, ZoneOffset.UTC))
        .apps(Stream.concat(usual.apps().stream(), more).toList());
  }

  private static App app(String id) {
    return new App(id, "secret", id, Set.of(), Xero.NZ);
  }

  @Test
  void anOlderAppMayMixBothKinds() {
    assertThat(authorize("client", BROAD + " accounting.invoices")).isEqualTo(200);
  }

  @Test
  void anAppSinceMarch2026HasGranularScopesOnly() {
    for (String broad : List.of(BROAD, BROAD + ".read", "accounting.reports.read")) {
      assertThat(authorize("new", broad)).as(broad).isEqualTo(500);
    }
    assertThat(authorize("new", "accounting.invoices accounting.reports.aged.read")).isEqualTo(200);
  }

  @Test
  void broadScopesEndInSeptember2027() {
    xero.connect("offline_access " + BROAD, Xero.AU);
    assertThat(xero.get("Payments").status()).isEqualTo(200);
    simulator.advance(Duration.ofMinutes(60));
    assertThat(authorize("client", BROAD)).isEqualTo(500);
    assertThat(xero.refresh(xero.refreshToken()).json().path("scope").asString())
        .doesNotContain(BROAD);
  }

  @Test
  void aTokenFromTheEveOfItsEndLosesTheBroadScopeToo() {
    simulator.reset();
    simulator.advance(Duration.ofMinutes(45));
    xero.connect(BROAD, Xero.AU);
    assertThat(xero.get("Invoices").status()).isEqualTo(200);
    simulator.advance(Duration.ofMinutes(15));
    assertThat(xero.get("Invoices").json().path("Detail").asString())
        .isEqualTo("AuthorizationUnsuccessful");
  }

  @Test
  void aCustomConnectionHasBroadScopesIfItIsFromBeforeTheEndOfApril2026() {
    for (String app : List.of("custom-apr-28", "custom-apr-29")) {
      String scopes = "?scopes=accounting.contacts+" + BROAD;
      assertThat(xero.control("POST", "apps/" + app + "/custom-scopes" + scopes).status())
          .isEqualTo(200);
      xero.control("POST", "apps/" + app + "/custom/authorised");
    }
    assertThat(custom("custom-apr-28", BROAD).status()).isEqualTo(200);
    assertThat(custom("custom-apr-29", BROAD).json().path("error").asString())
        .isEqualTo("invalid_scope");
  }

  private Xero.Reply custom(String app, String scope) {
    return xero.form(
        "/connect/token",
        Map.of("grant_type", "client_credentials", "scope", scope),
        app,
        "secret");
  }

  @Test
  void noUserCanGrantWhatBelongsToTheApp() {
    assertThat(authorize("client", "app.connections")).isEqualTo(500);
  }

  private int authorize(String client, String scopes) {
    return xero.send(
            "GET",
            "/identity/connect/authorize?response_type=code&state=s&client_id="
                + client
                + "&redirect_uri="
                + Xero.encode(Xero.REDIRECT)
                + "&scope="
                + Xero.encode(scopes),
            "")
        .status();
  }

  /** Which scope opens what: the table of §1.4, as far as the simulator has the resources. */
  private static final Map<String, Set<String>> OPENED_BY =
      Map.ofEntries(
          Map.entry("Organisation", Set.of("settings")),
          Map.entry("Organisation/Actions", Set.of("settings")),
          Map.entry("Accounts", Set.of("settings")),
          Map.entry("BrandingThemes", Set.of("settings")),
          Map.entry("Currencies", Set.of("settings")),
          Map.entry("TaxRates", Set.of("settings")),
          Map.entry("TrackingCategories", Set.of("settings")),
          Map.entry("Users", Set.of("settings")),
          Map.entry("Items", Set.of("settings", "invoices")),
          Map.entry("Contacts", Set.of("contacts")),
          Map.entry("ContactGroups", Set.of("contacts")),
          Map.entry("Invoices", Set.of("invoices")),
          Map.entry("RepeatingInvoices", Set.of("invoices")),
          Map.entry("CreditNotes", Set.of("invoices")),
          Map.entry("Payments", Set.of("payments")),
          Map.entry("BatchPayments", Set.of("payments")),
          Map.entry("Overpayments", Set.of("payments")),
          Map.entry("Prepayments", Set.of("payments")),
          Map.entry("BankTransactions", Set.of("banktransactions")),
          Map.entry("Contacts/" + NOBODY + "/History", Set.of("contacts")),
          Map.entry("Invoices/" + NOBODY + "/History", Set.of("invoices")),
          Map.entry("Payments/" + NOBODY + "/History", Set.of("payments")),
          Map.entry("BankTransactions/" + NOBODY + "/History", Set.of("banktransactions")),
          Map.entry("Contacts/" + NOBODY + "/Attachments", Set.of("attachments")),
          Map.entry("Invoices/" + NOBODY + "/Attachments", Set.of("attachments")));

  @ParameterizedTest
  @ValueSource(
      strings = {"settings", "contacts", "invoices", "payments", "banktransactions", "attachments"})
  void aScopeOpensItsOwnResourcesForReadingAndNoOthers(String area) {
    xero.control("POST", "apps/client/custom-scopes?scopes=accounting." + area);
    xero.control("POST", "apps/client/custom/authorised");
    xero.keep(
        xero.token(
            Map.of("grant_type", "client_credentials", "scope", "accounting." + area + ".read")));
    OPENED_BY.forEach(
        (resource, areas) -> {
          Xero.Reply reply = xero.get(resource);
          if (areas.contains(area)) {
            assertThat(reply.status()).as(resource).isIn(200, 404);
          } else {
            assertThat(reply.json().path("Detail").asString())
                .as(resource)
                .isEqualTo("AuthorizationUnsuccessful");
          }
        });
  }

  @Test
  void readingDoesNotOpenWriting() {
    xero.keep(
        xero.token(
            Map.of("grant_type", "client_credentials", "scope", "accounting.contacts.read")));
    assertThat(xero.put("Contacts", "{'Name':'A'}").json().path("Detail").asString())
        .isEqualTo("AuthorizationUnsuccessful");
  }
}
