package dev.tandem.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What Xero's own user does that apps see the outcome of. */
class SimUserDeskTest extends SimulatorTest {
  private static final String ORGANISATION = "organisations/" + Xero.AU;

  private Xero.Reply act(String what) {
    return xero.control("POST", ORGANISATION + "/" + what);
  }

  @Test
  void aMergedContactIsArchivedAndPointsToTheOther() {
    String source = contact("Ada Byron");
    String into = contact("Ada King");
    assertThat(act("contacts/" + source + "/merge?into=" + into).status()).isEqualTo(200);
    JsonNode merged = xero.get("Contacts/" + source).json().at("/Contacts/0");
    assertThat(merged.path("ContactStatus").asString()).isEqualTo("ARCHIVED");
    assertThat(merged.path("MergedToContactID").asString()).isEqualTo(into);
  }

  @Test
  void itsInvoicesBelongToTheOtherAfterwards() {
    String id = invoice("M-1", "100").path("InvoiceID").asString();
    String source = read(id).at("/Contact/ContactID").asString();
    String into = contact("Ada King");
    act("contacts/" + source + "/merge?into=" + into);
    assertThat(read(id).at("/Contact/ContactID").asString()).isEqualTo(into);
    assertThat(read(id).at("/Contact/Name").asString()).isEqualTo("Ada King");
    JsonNode heir = xero.get("Contacts/" + into).json().at("/Contacts/0");
    assertThat(heir.path("IsCustomer").asBoolean()).isTrue();
  }

  @Test
  void aContactIsNotMergedIntoItselfOrIntoAnArchivedOne() {
    String source = contact("Ada Byron");
    String gone = contact("Ada King");
    act("contacts/" + gone + "/archive");
    assertThat(act("contacts/" + source + "/merge?into=" + source).status()).isEqualTo(400);
    assertThat(act("contacts/" + source + "/merge?into=" + gone).status()).isEqualTo(400);
    assertThat(act("contacts/" + source + "/merge?into=nobody").body()).contains("no contact");
  }

  @Test
  void anArchivedContactIsRestoredUnlessItsNameIsTaken() {
    String first = contact("Ada Byron");
    act("contacts/" + first + "/archive");
    assertThat(act("contacts/" + first + "/restore").status()).isEqualTo(200);
    act("contacts/" + first + "/archive");
    contact("Ada Byron");
    assertThat(act("contacts/" + first + "/restore").body())
        .contains("already assigned to another contact");
  }

  @Test
  void whatVanishesIsListedNoMoreAndComesBackAsItWas() {
    String id = contact("Ada Byron");
    JsonNode before = xero.get("Contacts/" + id).json().at("/Contacts/0");
    assertThat(act("vanish?collection=Contacts&id=" + id).status()).isEqualTo(200);
    assertThat(xero.get("Contacts?IDs=" + id).json().path("Contacts")).isEmpty();
    assertThat(xero.get("Contacts/" + id).status()).isEqualTo(404);
    assertThat(act("vanish?collection=Contacts&id=" + id).status()).isEqualTo(400);
    assertThat(act("vanish?collection=Contacts&back=true&id=" + id).status()).isEqualTo(200);
    assertThat(xero.get("Contacts/" + id).json().at("/Contacts/0")).isEqualTo(before);
    assertThat(act("vanish?collection=Contacts&back=true&id=" + id).status()).isEqualTo(400);
    assertThat(act("vanish?collection=Nothing&id=" + id).status()).isEqualTo(400);
  }

  @Test
  void aLockedYearRefusesAppsAndUserAlike() {
    assertThat(act("lock-year?date=2026-11-30").json().path("EndOfYearLockDate").asString())
        .startsWith("/Date(");
    assertThat(xero.put("Invoices", invoiceBody("L-1", "100")).body())
        .contains("end of year lock date");
    act("lock-year");
    assertThat(xero.put("Invoices", invoiceBody("L-1", "100")).status()).isEqualTo(200);
  }

  @Test
  void aPlanThatLimitsApprovalsRefusesTheNextOne() {
    act("approval-limit?invoices=1");
    assertThat(xero.put("Invoices", invoiceBody("P-1", "10")).status()).isEqualTo(200);
    assertThat(xero.put("Invoices", invoiceBody("P-2", "10")).body())
        .contains("You have reached the limit of invoices you can approve");
    act("approval-limit");
    assertThat(xero.put("Invoices", invoiceBody("P-2", "10")).status()).isEqualTo(200);
  }

  @Test
  void anyWriteOfTheApiIsTheUsersToo() {
    Xero.Reply made =
        xero.control("POST", ORGANISATION + "/write?method=PUT&path=Contacts", "{'Name':'Ada'}");
    assertThat(made.json().path("Name").asString()).isEqualTo("Ada");
    Xero.Reply refused =
        xero.control("POST", ORGANISATION + "/write?method=PUT&path=Contacts", "{'Name':''}");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().path("error").asString()).startsWith("The Contact must contain");
  }

  @Test
  void theUsersWritesCountForNoAppAndAppearInNoLog() {
    xero.control("POST", ORGANISATION + "/write?method=PUT&path=Contacts", "{'Name':'Ada'}");
    assertThat(xero.control("GET", ORGANISATION + "/calls").json()).isEmpty();
    assertThat(xero.get("Contacts").header("X-MinLimit-Remaining")).isEqualTo("59");
  }
}
