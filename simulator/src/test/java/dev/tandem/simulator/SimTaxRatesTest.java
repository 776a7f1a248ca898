package dev.tandem.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** §4.5 of the fact sheet: tax rates. */
class SimTaxRatesTest extends SettingsTest {
  private static final String UK = "b51e7a90-2f6d-4c84-a3b9-5e8d0c6f4103";
  private static final String US = "d07a4c63-91be-4e2f-8b5d-6f3c1a9e7204";
  private static final String STATE =
      "{'Name':'State','ReportTaxType':'OUTPUT','TaxComponents':[{'Name':'State Tax','Rate':2.25}]}";

  @Test
  void everyRegionHasItsOwnTaxTypes() {
    Map.of(
            Xero.AU,
            "OUTPUT INPUT EXEMPTOUTPUT EXEMPTEXPENSES BASEXCLUDED INPUTTAXED CAPEXINPUT"
                + " EXEMPTCAPITAL EXEMPTEXPORT GSTONIMPORTS GSTONCAPIMPORTS",
            Xero.NZ,
            "OUTPUT2 INPUT2 ZERORATED NONE GSTONIMPORTS",
            UK,
            "OUTPUT2 INPUT2 RROUTPUT RRINPUT SROUTPUT SRINPUT ZERORATEDOUTPUT ZERORATEDINPUT"
                + " EXEMPTOUTPUT EXEMPTINPUT NONE ECZROUTPUT ECZROUTPUTSERVICES ECZRINPUT"
                + " ECACQUISITIONS CAPEXINPUT2 CAPEXOUTPUT2 REVERSECHARGES DRCHARGESUPPLY20"
                + " DRCHARGESUPPLY5 DRCHARGE20 DRCHARGE5 GSTONIMPORTS",
            US,
            "OUTPUT INPUT NONE GSTONIMPORTS")
        .forEach(
            (tenant, types) ->
                assertThat(
                        in(tenant)
                            .get("TaxRates")
                            .json()
                            .path("TaxRates")
                            .findValuesAsString("TaxType"))
                    .containsExactlyInAnyOrder(types.split(" ")));
  }

  @Test
  void aRateIsFoundByItsTaxType() {
    JsonNode rate = xero.get("TaxRates/output").json().at("/TaxRates/0");
    assertThat(rate.path("Name").asString()).isEqualTo("GST on Income");
    assertThat(rate.path("EffectiveRate").decimalValue().toPlainString()).isEqualTo("10.0000");
    assertThat(rate.path("CanApplyToRevenue").asBoolean()).isTrue();
    assertThat(rate.path("CanApplyToExpenses").asBoolean()).isFalse();
    assertThat(rate.has("UpdatedDateUTC")).isFalse();
    assertThat(xero.get("TaxRates?TaxType=INPUT").json().path("TaxRates")).hasSize(1);
    assertThat(xero.get("TaxRates/NOPE").status()).isEqualTo(404);
  }

  @Test
  void aReverseChargeIsShownWithItsRateAndComesToNothing() {
    JsonNode rate = in(UK).get("TaxRates/REVERSECHARGES").json().at("/TaxRates/0");
    assertThat(rate.path("DisplayTaxRate").decimalValue()).isEqualByComparingTo("20");
    assertThat(rate.path("EffectiveRate").decimalValue()).isEqualByComparingTo("0");
  }

  @Test
  void aNewRateIsCalledTax001AndFollowsItsReportType() {
    JsonNode rate = xero.put("TaxRates", STATE).json().at("/TaxRates/0");
    assertThat(rate.path("TaxType").asString()).isEqualTo("TAX001");
    assertThat(rate.path("Status").asString()).isEqualTo("ACTIVE");
    assertThat(rate.path("CanApplyToExpenses").asBoolean()).isFalse();
    assertThat(rate.path("EffectiveRate").decimalValue()).isEqualByComparingTo("2.25");
    assertThat(rate.at("/TaxComponents/0/IsNonRecoverable").asBoolean(true)).isFalse();
    assertThat(
            xero.put("TaxRates", STATE.replace("'State'", "'Other'"))
                .json()
                .at("/TaxRates/0/TaxType")
                .asString())
        .isEqualTo("TAX002");
  }

  @Test
  void componentsAddUpAndACompoundOneIsChargedOnTop() {
    JsonNode rate =
        in(US)
            .put(
                "TaxRates",
                """
                {'Name':'Both','TaxComponents':[{'Name':'State','Rate':'5'},
                 {'Name':'City','Rate':'10','IsCompound':'true'}]}
                """)
            .json()
            .at("/TaxRates/0");
    assertThat(rate.path("EffectiveRate").decimalValue()).isEqualByComparingTo("15.5");
  }

  @Test
  void twoCompoundComponentsAreOneTooMany() {
    var refused =
        xero.put(
            "TaxRates",
            """
            {'Name':'Both','ReportTaxType':'OUTPUT','TaxComponents':[
             {'Name':'A','Rate':5,'IsCompound':true},{'Name':'B','Rate':5,'IsCompound':true}]}
            """);
    assertThat(refused.status()).isEqualTo(400);
  }

  @Test
  void theReportTypeIsNeededWhereReturnsAreFiled() {
    String without = STATE.replace("'ReportTaxType':'OUTPUT',", "");
    assertThat(message(xero.put("TaxRates", without))).contains("ReportTaxType");
    assertThat(in(US).put("TaxRates", without).status()).isEqualTo(200);
    var unknown = STATE.replace("'OUTPUT'", "'PURPLE'");
    assertThat(in(Xero.AU).put("TaxRates", unknown).json().path("ErrorNumber").asInt())
        .isEqualTo(14);
  }

  @Test
  void theNameIsUniqueUntilItsRateIsDeleted() {
    xero.put("TaxRates", STATE);
    assertThat(message(xero.put("TaxRates", STATE))).isEqualTo("Please enter a unique Name.");
    xero.post("TaxRates", "{'Name':'State','Status':'DELETED'}");
    assertThat(xero.put("TaxRates", STATE).status()).isEqualTo(200);
  }

  @Test
  void aUsedRateCannotBeDeleted() {
    xero.put("TaxRates", STATE);
    xero.put(
        "Invoices",
        invoiceBody("C-1", "100").replace("'AccountCode'", "'TaxType':'TAX001','AccountCode'"));
    assertThat(xero.post("TaxRates", "{'TaxType':'TAX001','Status':'DELETED'}").status())
        .isEqualTo(400);
    assertThat(
            xero.post("TaxRates", "{'TaxType':'TAX001','Status':'ARCHIVED'}")
                .json()
                .at("/TaxRates/0/Status")
                .asString())
        .isEqualTo("ARCHIVED");
  }

  @Test
  void xerosOwnRatesCannotBeChanged() {
    assertThat(xero.post("TaxRates", "{'TaxType':'OUTPUT','Name':'Mine'}").status()).isEqualTo(400);
  }

  @Test
  void componentsMayBeAddedButNotLeftOut() {
    xero.put("TaxRates", STATE);
    assertThat(
            xero.post(
                    "TaxRates", "{'TaxType':'TAX001','TaxComponents':[{'Name':'Other','Rate':1}]}")
                .status())
        .isEqualTo(400);
    JsonNode rate =
        xero.post(
                "TaxRates",
                "{'TaxType':'TAX001','TaxComponents':[{'Name':'State Tax','Rate':2.25},{'Name':'Other','Rate':1}]}")
            .json()
            .at("/TaxRates/0");
    assertThat(rate.path("EffectiveRate").decimalValue()).isEqualByComparingTo("3.25");
  }

  @Test
  void aRateOfOnesOwnTaxesAnInvoice() {
    xero.put("TaxRates", STATE);
    JsonNode invoice =
        xero.put(
                "Invoices",
                invoiceBody("C-1", "100")
                    .replace("'AccountCode'", "'TaxType':'TAX001','AccountCode'"))
            .json()
            .at("/Invoices/0");
    assertThat(invoice.path("TotalTax").decimalValue()).isEqualByComparingTo("2.25");
  }

  @Test
  void ratesAreFilteredAndOrdered() {
    assertThat(
            xero.get(
                    "TaxRates?where="
                        + Xero.encode("CanApplyToRevenue==true AND EffectiveRate==10")
                        + "&order=Name")
                .json()
                .path("TaxRates")
                .findValuesAsString("TaxType"))
        .isEqualTo(List.of("OUTPUT"));
  }
}
