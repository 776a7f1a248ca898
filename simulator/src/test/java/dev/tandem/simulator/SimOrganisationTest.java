package dev.tandem.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** §4.5 of the fact sheet: the organisation, its currencies, themes and users. */
class SimOrganisationTest extends SettingsTest {
  private static final String UK = "b51e7a90-2f6d-4c84-a3b9-5e8d0c6f4103";
  private static final String US = "d07a4c63-91be-4e2f-8b5d-6f3c1a9e7204";

  private JsonNode organisation(String tenant) {
    return in(tenant).get("Organisation").json().at("/Organisations/0");
  }

  @Test
  void eachRegionHasItsEditionItsCountryAndItsCurrency() {
    assertThat(facts(Xero.AU)).isEqualTo("AU AU AUD");
    assertThat(facts(Xero.NZ)).isEqualTo("NZ NZ NZD");
    assertThat(facts(UK)).isEqualTo("UK GB GBP");
    assertThat(facts(US)).isEqualTo("US US USD");
  }

  private String facts(String tenant) {
    JsonNode it = organisation(tenant);
    return it.path("Version").asString()
        + " "
        + it.path("CountryCode").asString()
        + " "
        + it.path("BaseCurrency").asString();
  }

  @Test
  void theOrganisationSaysWhatXeroSays() {
    JsonNode it = organisation(Xero.AU);
    assertThat(it.path("OrganisationID").asString()).isEqualTo(Xero.AU);
    assertThat(it.propertyNames())
        .contains(
            "APIKey",
            "Name",
            "LegalName",
            "PaysTax",
            "OrganisationType",
            "IsDemoCompany",
            "OrganisationStatus",
            "TaxNumber",
            "FinancialYearEndDay",
            "FinancialYearEndMonth",
            "SalesTaxBasis",
            "SalesTaxPeriod",
            "DefaultSalesTax",
            "CreatedDateUTC",
            "Timezone",
            "OrganisationEntityType",
            "ShortCode",
            "Class",
            "Edition",
            "Addresses",
            "Phones",
            "ExternalLinks",
            "PaymentTerms")
        .doesNotContain("PeriodLockDate", "EndOfYearLockDate", "UpdatedDateUTC");
  }

  @Test
  void aLockDateIsShownOnceSet() {
    xero.control("POST", "organisations/" + Xero.AU + "/lock?date=2026-09-30");
    assertThat(organisation(Xero.AU).path("PeriodLockDate").asString())
        .isEqualTo("/Date(1790726400000+0000)/");
  }

  @Test
  void theActionsSayWhatIsAllowed() {
    JsonNode actions = xero.get("Organisation/Actions").json().path("Actions");
    assertThat(actions.findValuesAsString("Name"))
        .contains(
            "CreateApprovedInvoice",
            "CreateDraftInvoice",
            "CreateApprovedBill",
            "CreateDraftBill",
            "CreateInvoicePayment",
            "CreateRepeatingInvoice",
            "UseMulticurrency",
            "AttachFilesIntoInvoice");
    assertThat(actions.findValuesAsString("Status")).containsOnly("ALLOWED");
  }

  @Test
  void whoMayOnlyReadIsAllowedNoAction() {
    xero.control("POST", "organisations/" + Xero.AU + "/role?role=read_only");
    assertThat(xero.get("Organisation/Actions").json().path("Actions").findValuesAsString("Status"))
        .containsOnly("NOT-ALLOWED");
  }

  @Test
  void cisSettingsAreABritishMatter() {
    assertThat(
            in(UK)
                .get("Organisation/" + UK + "/CISSettings")
                .json()
                .at("/CISSettings/0/CISContractorEnabled")
                .asBoolean(true))
        .isFalse();
    assertThat(in(Xero.AU).get("Organisation/" + Xero.AU + "/CISSettings").status()).isEqualTo(404);
  }

  @Test
  void aCurrencyIsAddedByTheAppOrByXerosUser() {
    assertThat(
            xero.put("Currencies", "{'Code':'SGD'}")
                .json()
                .at("/Currencies/0/Description")
                .asString())
        .isEqualTo("Singapore Dollar");
    xero.control("POST", "organisations/" + Xero.AU + "/currencies?code=EUR");
    JsonNode currencies = xero.get("Currencies?order=Code").json().path("Currencies");
    assertThat(currencies.findValuesAsString("Code")).containsExactly("AUD", "EUR", "SGD");
    assertThat(currencies.get(0).propertyNames()).containsExactly("Code", "Description");
    assertThat(
            xero.put(
                    "Invoices",
                    invoiceBody("C-1", "100").replace("'Date'", "'CurrencyCode':'SGD','Date'"))
                .status())
        .isEqualTo(200);
  }

  @Test
  void aCurrencyInWhichNothingIsWrittenIsRemovedByXerosUser() {
    String currencies = "organisations/" + Xero.AU + "/currencies?code=";
    xero.control("POST", currencies + "EUR");
    xero.control("POST", currencies + "SGD");
    String inSgd = invoiceBody("C-2", "100").replace("'Date'", "'CurrencyCode':'SGD','Date'");
    assertThat(xero.put("Invoices", inSgd).status()).isEqualTo(200);
    xero.control("DELETE", currencies + "EUR");
    JsonNode left = xero.get("Currencies?order=Code").json().path("Currencies");
    assertThat(left.findValuesAsString("Code")).containsExactly("AUD", "SGD");
    String inEur = invoiceBody("C-3", "100").replace("'Date'", "'CurrencyCode':'EUR','Date'");
    assertThat(xero.put("Invoices", inEur).body()).contains("not subscribed to currency EUR");
    assertThat(xero.control("DELETE", currencies + "SGD").status()).isEqualTo(400);
    assertThat(xero.control("DELETE", currencies + "AUD").status()).isEqualTo(400);
  }

  @Test
  void aCurrencyIsRealAndAddedOnce() {
    assertThat(xero.put("Currencies", "{'Code':'AUD'}").status()).isEqualTo(400);
    assertThat(xero.put("Currencies", "{'Code':'QQQ'}").json().path("ErrorNumber").asInt())
        .isEqualTo(14);
  }

  @Test
  void theStandardThemeComesFirst() {
    JsonNode themes = xero.get("BrandingThemes?order=SortOrder").json().path("BrandingThemes");
    assertThat(themes.at("/0/Name").asString()).isEqualTo("Standard");
    assertThat(themes.at("/0/Type").asString()).isEqualTo("INVOICE");
    assertThat(themes.at("/0/SortOrder").asInt()).isZero();
    String id = themes.at("/1/BrandingThemeID").asString();
    assertThat(xero.get("BrandingThemes/" + id).json().at("/BrandingThemes/0/Name").asString())
        .isEqualTo("Special Projects");
    xero.connect(WRITING + " paymentservices", Xero.AU);
    assertThat(xero.get("BrandingThemes/" + id + "/PaymentServices").json().path("PaymentServices"))
        .isEmpty();
  }

  @Test
  void whoeverConsentsIsAmongTheUsers() {
    JsonNode users = xero.get("Users").json().path("Users");
    assertThat(users.size()).isGreaterThan(2);
    JsonNode me =
        xero.get("Users?where=" + Xero.encode("IsSubscriber==true")).json().at("/Users/0");
    assertThat(me.path("EmailAddress").asString()).isEqualTo("morgan.hale@example.com");
    String id = me.path("UserID").asString();
    assertThat(xero.get("Users/" + id).json().at("/Users/0/OrganisationRole").asString())
        .isEqualTo("STANDARD");
  }
}
