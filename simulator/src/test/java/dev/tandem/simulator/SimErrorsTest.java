package dev.tandem.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.simulator.accounting.books.Switch;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** §4.6 of the fact sheet: errors. */
class SimErrorsTest extends SimulatorTest {
  @Test
  void anExpiredTokenSaysWhen() {
    minutes(30);
    var reply = xero.get("Organisation");
    assertThat(reply.status()).isEqualTo(401);
    JsonNode json = reply.json();
    assertThat(json.path("Title").asString()).isEqualTo("Unauthorized");
    assertThat(json.path("Status").asInt()).isEqualTo(401);
    assertThat(json.path("Detail").asString())
        .matches("TokenExpired: token expired at \\d\\d/\\d\\d/\\d{4} \\d\\d:\\d\\d:\\d\\d");
    assertThat(json.has("Type")).isTrue();
    assertThat(json.path("Extensions").isObject()).isTrue();
  }

  @Test
  void aMissingScopeIsA401OfItsOwnKind() {
    simulator.reset();
    xero.connect("offline_access accounting.contacts.read", Xero.AU);
    assertThat(xero.get("Contacts").status()).isEqualTo(200);
    var write = xero.put("Contacts", "{'Name':'A'}");
    assertThat(write.status()).isEqualTo(401);
    assertThat(write.json().path("Detail").asString()).isEqualTo("AuthorizationUnsuccessful");
    assertThat(xero.get("Invoices").status()).isEqualTo(401);
  }

  @Test
  void broadScopesStillCoverInvoicesAndPayments() {
    simulator.reset();
    xero.connect("accounting.transactions", Xero.AU);
    assertThat(xero.get("Invoices").status()).isEqualTo(200);
    assertThat(xero.get("Payments").status()).isEqualTo(200);
    assertThat(xero.get("Contacts").status()).isEqualTo(401);
  }

  @Test
  void aMissingOrForeignTenantIsA403() {
    for (String tenant : new String[] {"", Xero.NZ, "not-a-tenant"}) {
      var reply = xero.tenant(tenant).get("Organisation");
      assertThat(reply.status()).isEqualTo(403);
      assertThat(reply.json().path("Detail").asString()).isEqualTo("AuthenticationUnsuccessful");
    }
  }

  @Test
  void anUnknownIdIsPlainText404() {
    var reply = xero.get("Invoices/6b8e1c0e-0000-4000-8000-000000000000");
    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.header("Content-Type")).startsWith("text/plain");
    assertThat(reply.body()).isEqualTo("The resource you're looking for cannot be found");
  }

  @Test
  void unreadableBodiesAreNamed() {
    assertThat(xero.put("Contacts", "{'Contacts':[").json().path("ErrorNumber").asInt())
        .isEqualTo(14);
    for (String empty : new String[] {"{'Invoices':[]}", "{'Contacts':[]}", "{}"}) {
      assertThat(xero.put("Contacts", empty).json().path("Type").asString())
          .as(empty)
          .isEqualTo("NoDataProcessedException");
    }
  }

  @Test
  void aMethodThatTheResourceDoesNotOfferIsA501() {
    assertThat(xero.post("Organisation", "{}").status()).isEqualTo(501);
  }

  @Test
  void aMethodThatNoResourceOffersIsA405() {
    var reply = xero.send("DELETE", "/api.xro/2.0/Organisation", "");
    assertThat(reply.status()).isEqualTo(405);
    assertThat(reply.header("Allow")).isEqualTo("GET");
    assertThat(xero.send("GET", "/connect/token", "").status()).isEqualTo(405);
  }

  @Test
  void aConditionThatCannotBeMetIsA412() {
    for (String header : new String[] {"If-Match", "If-Unmodified-Since"}) {
      assertThat(xero.with(header, "Fri, 20 Nov 2026 08:00:00 GMT").get("Organisation").status())
          .as(header)
          .isEqualTo(412);
    }
  }

  @Test
  void whoAsksForXmlAloneIsToldThatThereIsNone() {
    Xero plain = xero;
    var request = plain.request("GET", "/api.xro/2.0/Organisation", "");
    var xml =
        java.net.http.HttpRequest.newBuilder(request, (name, value) -> !name.equals("Accept"))
            .header("Accept", "application/xml")
            .build();
    assertThat(xero.exchange(xml).status()).isEqualTo(406);
  }

  @Test
  void aTokenOfNobodysIsA401OfItsOwnKind() {
    for (String token : new String[] {"", "Bearer x.y.z", "Basic Y2xpZW50OnNlY3JldA=="}) {
      Xero stranger = new Xero(simulator.uri());
      var reply =
          (token.isEmpty() ? stranger : stranger.with("Authorization", token)).get("Organisation");
      assertThat(reply.status()).isEqualTo(401);
      assertThat(reply.json().path("Detail").asString()).isEqualTo("AuthenticationUnsuccessful");
    }
  }

  @Test
  void aProblemHasExactlyTheseNames() {
    JsonNode problem = xero.tenant(Xero.NZ).get("Organisation").json();
    assertThat(problem.propertyNames())
        .containsExactly("Type", "Title", "Status", "Detail", "Instance", "Extensions");
    assertThat(problem.path("Type").isNull()).isTrue();
    assertThat(problem.path("Title").asString()).isEqualTo("Forbidden");
    assertThat(problem.path("Status").asInt()).isEqualTo(403);
  }

  @Test
  void theOtherSpellingOfProblemsIsASwitch() {
    try (var other = XeroSimulator.start(settings().with(Switch.PROBLEMS_IN_LOWER_CASE, true))) {
      Xero client = Xero.connected(other);
      assertThat(client.tenant(Xero.NZ).get("Organisation").json().propertyNames())
          .containsExactly("title", "status", "detail", "instance");
      assertThat(new Xero(other.uri()).send("GET", "/connections", "").json().propertyNames())
          .containsExactly("title", "status", "detail", "instance");
    }
  }

  @Test
  void whatIsNotThereYetSaysSo() {
    assertThat(xero.get("ManualJournals").status()).isEqualTo(501);
    assertThat(xero.get("Nonsense").status()).isEqualTo(404);
    assertThat(xero.send("DELETE", "/api.xro/2.0/Contacts", "").status()).isEqualTo(405);
    assertThat(xero.with("Accept", "application/xml").get("Contacts").status()).isIn(200, 406);
  }

  @Test
  void aNumberTooLongToWriteOutNeverReachesTheBooks() {
    for (String body :
        new String[] {
          "{'Name':'A','PaymentTerms':{'Bills':{'Day':1e99999}}}", "{'Name':'','Unknown':1e-99999}"
        }) {
      assertThat(xero.put("Contacts", body).status()).as(body).isEqualTo(400);
    }
    assertThat(xero.get("Contacts?page=1").json().path("Contacts")).isEmpty();
  }

  @Test
  void aBodyOverTenMegabytesIsAnsweredNotCutOff() {
    String body = "{'Name':'A','Unknown':'" + "x".repeat(24 * 1024 * 1024) + "'}";
    assertThat(xero.put("Contacts", body).status()).isEqualTo(413);
  }

  @Test
  void absurdValuesAreRefusedNotChokedOn() {
    assertThat(xero.put("Invoices", invoiceBody("E-1", "1E+999999999")).status()).isEqualTo(400);
    assertThat(xero.put("Invoices", invoiceBody("E-2", "'plenty'")).status()).isEqualTo(400);
    assertThat(xero.put("Contacts", "{'Name':{'a':1}}").status()).isEqualTo(400);
    assertThat(xero.put("Contacts", "[[]]").status()).isEqualTo(400);
    assertThat(xero.put("Contacts", "7").status()).isEqualTo(400);
    assertThat(xero.put("Invoices", "{'Type':'ACCREC','Contact':'Ada','LineItems':7}").status())
        .isEqualTo(400);
    invoice("E-3", "1");
    assertThat(
            xero.control("POST", "organisations/" + Xero.AU + "/invoices/E-3/pay?amount=x")
                .status())
        .isEqualTo(400);
  }
}
