package dev.tandem.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.simulator.accounting.books.NewOrganisation;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Organisations opened while the simulator runs, and books filled for work on speed. */
class SimOrganisationsTest extends SimulatorTest {
  private String opened(String query) {
    return xero.control("POST", "organisations?" + query).json().at("/0/tenantId").asString();
  }

  private JsonNode organisation(String tenant) {
    xero.connect(Xero.SCOPES, tenant);
    return xero.tenant(tenant).get("Organisation").json().at("/Organisations/0");
  }

  @Test
  void aNewOrganisationIsConnectedToLikeTheOthers() {
    String tenant = opened("country=NZ&name=Totara+Physio&currency=AUD&demo=false&plan=STARTER");
    JsonNode organisation = organisation(tenant);
    assertThat(organisation.path("Name").asString()).isEqualTo("Totara Physio");
    assertThat(organisation.path("OrganisationID").asString()).isEqualTo(tenant);
    assertThat(organisation.path("BaseCurrency").asString()).isEqualTo("AUD");
    assertThat(organisation.path("CountryCode").asString()).isEqualTo("NZ");
    assertThat(organisation.path("IsDemoCompany").asBoolean()).isFalse();
    assertThat(organisation.path("Class").asString()).isEqualTo("STARTER");
    assertThat(xero.tenant(tenant).get("TaxRates").body()).contains("OUTPUT2");
  }

  @Test
  void itsRecordsHaveIdsOfTheirOwn() {
    String tenant = opened("country=AU");
    xero.connect(Xero.SCOPES, tenant + "," + Xero.AU);
    assertThat(xero.tenant(tenant).get("Accounts").json().findValuesAsString("AccountID"))
        .doesNotContainAnyElementsOf(xero.get("Accounts").json().findValuesAsString("AccountID"));
  }

  @Test
  void aTestMayChooseTheId() {
    String id = "0f5a1f0e-0000-4000-8000-000000000001";
    assertThat(opened("tenant=" + id)).isEqualTo(id);
    assertThat(xero.control("POST", "organisations?tenant=" + id).status()).isEqualTo(400);
  }

  @Test
  void whatIsNoOrganisationIsRefusedInWords() {
    assertThat(xero.control("POST", "organisations?country=FR").status()).isEqualTo(400);
    assertThat(xero.control("POST", "organisations?currency=EURO").body())
        .contains("three letters");
    assertThat(xero.control("POST", "organisations?plan=GOLD").body()).contains("no plan GOLD");
    assertThat(xero.control("GET", "organisations").json()).hasSize(4);
  }

  @Test
  void itIsKeptInTheDataFolder(@TempDir Path data) {
    String tenant;
    try (XeroSimulator kept = XeroSimulator.start(SimulatorSettings.defaults().data(data))) {
      NewOrganisation wanted = NewOrganisation.in("UK").named("Severn Dental");
      kept.open(wanted);
      tenant = wanted.tenantId();
      Xero there = Xero.connected(kept);
      there.connect(Xero.SCOPES, tenant);
      there.tenant(tenant).put("Contacts", "{'Name':'Ada Byron'}");
    }
    try (XeroSimulator again = XeroSimulator.start(SimulatorSettings.defaults().data(data))) {
      JsonNode books =
          new Xero(again.uri()).control("GET", "organisations/" + tenant + "/books").json();
      assertThat(books.at("/Organisation/Name").asString()).isEqualTo("Severn Dental");
      assertThat(books.path("Contacts")).hasSize(1);
    }
  }

  @Test
  void aSettingHasThemThereFromTheStartAndAfterAReset() {
    SimulatorSettings settings =
        SimulatorSettings.defaults()
            .organisations(List.of(NewOrganisation.in("AU").named("Second Site")));
    try (XeroSimulator several = XeroSimulator.start(settings)) {
      several.reset();
      assertThat(new Xero(several.uri()).control("GET", "organisations").json()).hasSize(5);
    }
  }

  @Test
  void resettingADemoCompanyKeepsItsNameAndItsPlace() {
    String tenant = opened("country=NZ&name=Totara+Physio");
    String fresh =
        xero.control("POST", "organisations/" + tenant + "/start-anew")
            .json()
            .path("tenantId")
            .asString();
    JsonNode last = xero.control("GET", "organisations").json().at("/4");
    assertThat(last.path("tenantId").asString()).isEqualTo(fresh).isNotEqualTo(tenant);
    assertThat(last.path("name").asString()).isEqualTo("Totara Physio");
  }

  @Test
  void twoHundredAreOpenedAtOnceAndAllCanBeConnected() {
    JsonNode opened = xero.control("POST", "organisations?count=200&name=Site").json();
    assertThat(opened).hasSize(200);
    assertThat(opened.at("/199/name").asString()).isEqualTo("Site 200");
    String last = opened.at("/199/tenantId").asString();
    assertThat(organisation(last).path("Name").asString()).isEqualTo("Site 200");
    assertThat(xero.send("GET", "/", "").status()).isEqualTo(200);
  }

  @Test
  void filledBooksHoldSoManyContactsAndInvoicesThatAddUp() {
    JsonNode counts =
        xero.control("POST", "organisations/" + Xero.AU + "/fill?contacts=50&invoices=120").json();
    assertThat(counts.path("contacts").asInt()).isEqualTo(50);
    assertThat(counts.path("invoices").asInt()).isEqualTo(120);
    JsonNode page = xero.get("Invoices?page=1&pageSize=120").json().path("Invoices");
    assertThat(page).hasSize(120);
    assertThat(page.findValuesAsString("InvoiceNumber")).doesNotHaveDuplicates();
    for (JsonNode invoice : page) {
      assertThat(invoice.path("AmountDue").decimalValue())
          .isEqualByComparingTo(invoice.path("Total").decimalValue())
          .isEqualByComparingTo(
              invoice.path("SubTotal").decimalValue().add(invoice.path("TotalTax").decimalValue()));
      assertThat(invoice.path("LineItems")).isNotEmpty();
    }
  }

  @Test
  void whatWasFilledInBehavesLikeAnythingElse() {
    xero.control("POST", "organisations/" + Xero.AU + "/fill?contacts=5&invoices=20");
    String id = xero.get("Invoices/FILL-000019").json().at("/Invoices/0/InvoiceID").asString();
    xero.control("POST", "organisations/" + Xero.AU + "/invoices/FILL-000019/pay");
    assertThat(read(id).path("Status").asString()).isEqualTo("PAID");
    xero.control("POST", "organisations/" + Xero.AU + "/fill?invoices=10");
    assertThat(xero.get("Invoices/FILL-000029").status()).isEqualTo(200);
  }

  @Test
  void manyRecordsAreEditedSeveralTimesEach() {
    String au = "organisations/" + Xero.AU;
    xero.control("POST", au + "/fill?contacts=3&invoices=10");
    assertThat(
            xero.control("POST", au + "/touch?collection=Invoices&count=4&times=3&seed=7")
                .json()
                .path("edits")
                .asInt())
        .isEqualTo(12);
    assertThat(
            xero.books().path("Invoices").findValuesAsString("Reference").stream()
                .filter(it -> it.startsWith("touched")))
        .hasSize(4);
    assertThat(
            xero.control("POST", au + "/touch?collection=Contacts&count=99")
                .json()
                .path("edits")
                .asInt())
        .isEqualTo(xero.books().path("Contacts").size());
  }
}
