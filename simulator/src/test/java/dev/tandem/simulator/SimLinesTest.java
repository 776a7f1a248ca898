package dev.tandem.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.simulator.accounting.books.Switch;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** §4.5 of the fact sheet: what a line of an invoice may say, and what it amounts to. */
class SimLinesTest extends SimulatorTest {
  private static String body(String head, String... lines) {
    return "{'Type':'ACCREC','Contact':{'Name':'Ada Byron'}"
        + head
        + ",'LineItems':["
        + String.join(",", lines)
        + "]}";
  }

  private static String line(String fields) {
    return "{'Description':'x','Quantity':1,'UnitAmount':100,'AccountCode':'200'" + fields + "}";
  }

  private Xero.Reply put(String head, String... lines) {
    return xero.put("Invoices", body(head, lines));
  }

  private JsonNode written(String head, String... lines) {
    Xero.Reply reply = put(head, lines);
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    return reply.json().at("/Invoices/0");
  }

  private JsonNode change(JsonNode invoice, String fields) {
    return xero.post("Invoices/" + invoice.path("InvoiceID").asString(), "{" + fields + "}")
        .json()
        .at("/Invoices/0");
  }

  private void turn(Switch which, boolean on) {
    xero.control("POST", "switches?name=" + which.key() + "&on=" + on);
  }

  private static void amount(JsonNode node, String path, String expected) {
    assertThat(node.at(path).decimalValue()).as(path).isEqualByComparingTo(expected);
  }

  @Test
  void aLineOfDescriptionOnlyAmountsToNothing() {
    JsonNode invoice = written("", "{'Description':'Thank you'}", line(""));
    amount(invoice, "/LineItems/0/LineAmount", "0");
    assertThat(invoice.at("/LineItems/0").has("Quantity")).isFalse();
    amount(invoice, "/SubTotal", "100");
  }

  @Test
  void whatIsMissingOfQuantityAndPriceComesFromTheLineAmount() {
    JsonNode invoice =
        written(
            "",
            "{'Description':'x','Quantity':4,'LineAmount':10,'AccountCode':'200'}",
            "{'Description':'x','LineAmount':10,'AccountCode':'200'}");
    amount(invoice, "/LineItems/0/UnitAmount", "2.50");
    amount(invoice, "/LineItems/1/Quantity", "1");
    amount(invoice, "/SubTotal", "20");
  }

  @Test
  void aLineAmountThatDoesNotFollowIsRefusedInXerosWords() {
    assertThat(put("", line(",'LineAmount':99")).body())
        .contains("The line total 99.00 does not match the expected line total 100.00");
  }

  @Test
  void aTaxAmountOverridesTheComputedOne() {
    JsonNode invoice = written("", line(",'TaxAmount':9.99"));
    amount(invoice, "/LineItems/0/TaxAmount", "9.99");
    amount(invoice, "/Total", "109.99");
  }

  @Test
  void anOverriddenTaxAmountOutlivesEditsOfOtherThings() {
    JsonNode invoice = written("", line(",'TaxAmount':9.99"));
    String id = invoice.at("/LineItems/0/LineItemID").asString();
    JsonNode renamed =
        change(invoice, "'LineItems':[{'LineItemID':'" + id + "','Description':'y'}]");
    amount(renamed, "/TotalTax", "9.99");
    JsonNode dearer = change(invoice, "'LineItems':[{'LineItemID':'" + id + "','UnitAmount':200}]");
    amount(dearer, "/TotalTax", "20");
  }

  @Test
  void aTaxAmountMayBeHeldToTheUnitAmountByASwitch() {
    assertThat(put("", line(",'TaxAmount':101")).status()).isEqualTo(200);
    turn(Switch.TAX_WITHIN_UNIT_AMOUNT, true);
    assertThat(put("", line(",'TaxAmount':101")).status()).isEqualTo(400);
  }

  @Test
  void aDiscountAmountMayNotExceedItsLine() {
    assertThat(put("", line(",'DiscountAmount':100.01")).body())
        .contains(
            "The discount rate '100.01' is invalid. Discount must not be greater than the line"
                + " total.");
    amount(written("", line(",'DiscountAmount':100")), "/SubTotal", "0");
    assertThat(put("", line(",'DiscountAmount':-1")).status()).isEqualTo(400);
  }

  @Test
  void aDiscountOnNothingIsNothing() {
    JsonNode invoice =
        written(
            "",
            "{'Description':'x','Quantity':0,'UnitAmount':100,'DiscountRate':10,"
                + "'AccountCode':'200'}");
    amount(invoice, "/LineItems/0/LineAmount", "0");
    assertThat(
            put(
                    "",
                    "{'Description':'x','Quantity':0,'UnitAmount':100,'DiscountAmount':5,"
                        + "'AccountCode':'200'}")
                .status())
        .isEqualTo(400);
  }

  @Test
  void aDiscountIsEitherARateOrAnAmount() {
    assertThat(put("", line(",'DiscountRate':10,'DiscountAmount':20")).status()).isEqualTo(400);
    JsonNode rate = written("", line(",'DiscountRate':10"));
    assertThat(rate.path("IsDiscounted").asBoolean()).isTrue();
    String id = rate.at("/LineItems/0/LineItemID").asString();
    JsonNode amount = change(rate, "'LineItems':[{'LineItemID':'" + id + "','DiscountAmount':20}]");
    amount(amount, "/LineItems/0/LineAmount", "80");
    assertThat(amount.at("/LineItems/0").has("DiscountRate")).isFalse();
  }

  @Test
  void aDiscountRateLiesBetweenNothingAndAll() {
    assertThat(put("", line(",'DiscountRate':100.5")).status()).isEqualTo(400);
    assertThat(put("", line(",'DiscountRate':-1")).status()).isEqualTo(400);
    amount(written("", line(",'DiscountRate':100")), "/SubTotal", "0");
  }

  @Test
  void billsKnowNoDiscounts() {
    String bill = body("", line(",'DiscountRate':10")).replace("ACCREC", "ACCPAY");
    assertThat(xero.put("Invoices", bill.replace("'200'", "'400'")).status()).isEqualTo(400);
  }

  @Test
  void aLineMayNotAmountToMoreThanTenDigits() {
    assertThat(put("", line(",'Quantity':1").replace("100,", "9999999999.99,")).status())
        .isEqualTo(200);
    assertThat(put("", line("").replace("100,", "10000000000,")).status()).isEqualTo(400);
  }

  @Test
  void anUnknownTaxTypeIsRefusedInXerosWords() {
    assertThat(put("", line(",'TaxType':'GST on Income'")).body())
        .contains(
            "The TaxType code GST on Income does not exist or cannot be used for this type of"
                + " transaction.",
            "The TaxType code 'GST on Income' cannot be used with account code '200'.");
  }

  @Test
  void anAccountIsNamedByCodeOrById() {
    JsonNode account =
        xero.get("Accounts?where=" + Xero.encode("Code==\"201\"")).json().at("/Accounts/0");
    String id = account.path("AccountID").asString();
    JsonNode invoice =
        written("", line("").replace("'AccountCode':'200'", "'AccountID':'" + id + "'"));
    assertThat(invoice.at("/LineItems/0/AccountCode").asString()).isEqualTo("201");
    String lineId = invoice.at("/LineItems/0/LineItemID").asString();
    JsonNode moved =
        change(
            invoice,
            "'LineItems':[{'LineItemID':'%s','AccountID':'%s','AccountCode':'200'}]"
                .formatted(lineId, id));
    assertThat(moved.at("/LineItems/0/AccountCode").asString()).isEqualTo("200");
    assertThat(put("", line(",'AccountID':'" + Xero.AU + "'")).status()).isEqualTo(400);
  }

  @Test
  void anUnknownItemCodeIsRefused() {
    assertThat(put("", line(",'ItemCode':'NO-SUCH'")).body())
        .contains("Item code 'NO-SUCH' is not valid");
  }

  @Test
  void unknownTrackingIsDroppedOrRefusedByASwitch() {
    String unknown = line(",'Tracking':[{'Name':'Region','Option':'Moon'}]");
    assertThat(written("", unknown).at("/LineItems/0/Tracking")).isEmpty();
    turn(Switch.UNKNOWN_TRACKING_IS_DROPPED, false);
    assertThat(put("", unknown).body()).contains("'Moon'");
  }

  @Test
  void anIdThatIsNoGuidMakesTheBodyUnreadable() {
    String tracking = line(",'Tracking':[{'TrackingCategoryID':'4ec1e59b-60c0'}]");
    assertThat(put("", tracking).json().path("ErrorNumber").asInt()).isEqualTo(14);
    assertThat(
            xero.post("Invoices", "{'InvoiceID':'abc','Reference':'x'}")
                .json()
                .path("ErrorNumber")
                .asInt())
        .isEqualTo(14);
  }

  @Test
  void aRoundingAmountCountsWithAllTotalsOnly() {
    String approved = ",'Status':'AUTHORISED','DueDate':'2026-12-01','RoundingAmount':0.05";
    JsonNode alone = written(approved, line(""));
    amount(alone, "/Total", "110");
    String totals = ",'SubTotal':100,'TotalTax':10,'Total':110.05";
    JsonNode rounded = written(approved + totals, line(""));
    amount(rounded, "/Total", "110.05");
    amount(rounded, "/AmountDue", "110.05");
    amount(rounded, "/RoundingAmount", "0.05");
    assertThat(put(approved + totals.replace("110.05", "110.06"), line("")).body())
        .contains("The invoice total does not equal the sum of the lines.");
  }

  @Test
  void aRoundingAmountBeyondTenCentsIsRefusedOrPassedOverInADraft() {
    String far = ",'RoundingAmount':0.11,'SubTotal':100,'TotalTax':10,'Total':%s";
    String approved = ",'Status':'AUTHORISED','DueDate':'2026-12-01'";
    assertThat(put(approved + far.formatted("110.11"), line("")).status()).isEqualTo(400);
    amount(written(far.formatted("110"), line("")), "/Total", "110");
  }

  @Test
  void aRoundingAmountIsShownSinglyAndNotInLists() {
    JsonNode draft = written(",'RoundingAmount':-0.02", line(""));
    amount(draft, "/Total", "109.98");
    assertThat(read(draft.path("InvoiceID").asString()).has("RoundingAmount")).isTrue();
    assertThat(xero.get("Invoices?page=1").json().at("/Invoices/0").has("RoundingAmount"))
        .isFalse();
  }

  @Test
  void aForeignRateHasSixDecimalsAndIsMadeUpWhenAbsent() {
    xero.control("POST", "organisations/" + Xero.AU + "/currencies?code=USD");
    String usd = ",'CurrencyCode':'USD'";
    JsonNode usual = written(usd, line(""));
    assertThat(usual.path("CurrencyRate").decimalValue())
        .isBetween(new java.math.BigDecimal("0.5"), new java.math.BigDecimal("0.8"));
    amount(written(usd + ",'CurrencyRate':0.71234567", line("")), "/CurrencyRate", "0.712346");
    amount(written(",'CurrencyRate':0.7", line("")), "/CurrencyRate", "1");
  }

  @Test
  void aSuspiciousRateIsAWarning() {
    xero.control("POST", "organisations/" + Xero.AU + "/currencies?code=USD");
    JsonNode invoice = written(",'CurrencyCode':'USD','CurrencyRate':70", line(""));
    assertThat(invoice.at("/Warnings/0/Message").asString()).contains("currency rate");
    amount(invoice, "/CurrencyRate", "70");
  }

  @Test
  void aBrandingThemeMustExist() {
    assertThat(put(",'BrandingThemeID':'" + Xero.AU + "'", line("")).status()).isEqualTo(400);
  }

  @Test
  void aUrlMustLeadSomewhere() {
    assertThat(put(",'Url':'nowhere'", line("")).status()).isEqualTo(400);
    assertThat(written(",'Url':'https://example.com/1'", line("")).path("Url").asString())
        .isEqualTo("https://example.com/1");
  }

  @Test
  void eachDocumentKeepsToItsOwnDates() {
    String days = ",'ExpectedPaymentDate':'2026-12-05','PlannedPaymentDate':'2026-12-06'";
    JsonNode sale = written(days, line(""));
    assertThat(sale.has("ExpectedPaymentDate")).isTrue();
    assertThat(sale.has("PlannedPaymentDate")).isFalse();
    JsonNode bill =
        xero.put(
                "Invoices",
                body(days, line("")).replace("ACCREC", "ACCPAY").replace("'200'", "'400'"))
            .json()
            .at("/Invoices/0");
    assertThat(bill.has("PlannedPaymentDate")).isTrue();
    assertThat(bill.has("ExpectedPaymentDate")).isFalse();
  }

  @Test
  void aLineHasOneOptionOfACategory() {
    String twice =
        line(
            ",'Tracking':[{'Name':'Region','Option':'North'},"
                + "{'Name':'Region','Option':'South'}]");
    JsonNode tracking = written("", twice).at("/LineItems/0/Tracking");
    assertThat(tracking).hasSize(1);
    assertThat(tracking.at("/0/Option").asString()).isEqualTo("North");
  }
}
