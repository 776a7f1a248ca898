package dev.tandem.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.simulator.accounting.books.Switch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** §4.5 of the fact sheet: items on the lines of invoices and bills. */
class SimInvoiceItemsTest extends SimulatorTest {
  @BeforeEach
  void items() {
    xero.connect(Xero.SCOPES + " accounting.settings", Xero.AU);
    String mat =
        "{'Code':'MAT','Name':'Mat','Description':'Yoga mat','PurchaseDescription':'Mats',"
            + "'SalesDetails':{'UnitPrice':30,'AccountCode':'203','TaxType':'EXEMPTOUTPUT'},"
            + "'PurchaseDetails':{'UnitPrice':12,'AccountCode':'400','TaxType':'INPUT'}}";
    assertThat(xero.put("Items", mat).status()).isEqualTo(200);
  }

  private JsonNode written(String type, String line) {
    Xero.Reply reply =
        xero.put(
            "Invoices",
            "{'Type':'" + type + "','Contact':{'Name':'Ada Byron'},'LineItems':[{" + line + "}]}");
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    return reply.json().at("/Invoices/0/LineItems/0");
  }

  @Test
  void anItemFillsInWhatALineLeavesOut() {
    JsonNode line = written("ACCREC", "'ItemCode':'MAT','Quantity':2");
    assertThat(line.path("Description").asString()).isEqualTo("Yoga mat");
    assertThat(line.path("UnitAmount").decimalValue()).isEqualByComparingTo("30");
    assertThat(line.path("AccountCode").asString()).isEqualTo("203");
    assertThat(line.path("TaxType").asString()).isEqualTo("EXEMPTOUTPUT");
    assertThat(line.path("LineAmount").decimalValue()).isEqualByComparingTo("60");
    assertThat(line.at("/Item/Name").asString()).isEqualTo("Mat");
  }

  @Test
  void aBillTakesTheItemsPurchaseDetails() {
    JsonNode line = written("ACCPAY", "'ItemCode':'mat','Quantity':1");
    assertThat(line.path("Description").asString()).isEqualTo("Mats");
    assertThat(line.path("UnitAmount").decimalValue()).isEqualByComparingTo("12");
    assertThat(line.path("AccountCode").asString()).isEqualTo("400");
  }

  @Test
  void whatALineSaysItselfGoesBeforeItsItem() {
    JsonNode line =
        written(
            "ACCREC",
            "'ItemCode':'MAT','Description':'Old mat','Quantity':1,'UnitAmount':5,"
                + "'AccountCode':'200','TaxType':'OUTPUT'");
    assertThat(line.path("Description").asString()).isEqualTo("Old mat");
    assertThat(line.path("UnitAmount").decimalValue()).isEqualByComparingTo("5");
    assertThat(line.path("AccountCode").asString()).isEqualTo("200");
    assertThat(line.path("TaxType").asString()).isEqualTo("OUTPUT");
  }

  @Test
  void anItemFillsNothingInWhenTheSwitchSaysSo() {
    xero.control("POST", "switches?name=" + Switch.ITEMS_FILL_LINES.key() + "&on=off");
    JsonNode line = written("ACCREC", "'ItemCode':'MAT','Quantity':1");
    assertThat(line.has("AccountCode")).isFalse();
    assertThat(line.path("ItemCode").asString()).isEqualTo("MAT");
  }

  private Xero.Reply sell(String number, String quantity, String parameters) {
    return xero.put(
        "Invoices" + parameters,
        invoiceBody(number, "30")
            .replace("'Quantity':1", "'ItemCode':'BALL','Quantity':" + quantity));
  }

  @Test
  void moreOfATrackedItemThanIsOnHandNeedsAllowBackorders() {
    JsonNode stock =
        xero.put("Accounts", "{'Code':'631','Name':'Balls','Type':'INVENTORY'}").json();
    assertThat(stock.at("/Accounts/0/Code").asString()).as(stock.toString()).isEqualTo("631");
    Xero.Reply ball =
        xero.put(
            "Items",
            "{'Code':'BALL','Name':'Ball','InventoryAssetAccountCode':'631',"
                + "'PurchaseDetails':{'UnitPrice':3,'COGSAccountCode':'310'},"
                + "'SalesDetails':{'UnitPrice':9,'AccountCode':'200'}}");
    assertThat(ball.status()).as(ball.body()).isEqualTo(200);
    xero.put(
        "Invoices",
        "{'Type':'ACCPAY','Status':'AUTHORISED','Contact':{'Name':'Supplier'},"
            + "'Date':'2026-11-01','DueDate':'2026-11-09','LineItems':[{'ItemCode':'BALL',"
            + "'Description':'Balls','Quantity':5,'UnitAmount':3}]}");
    assertThat(sell("B-1", "3", "").status()).isEqualTo(200);
    assertThat(sell("B-2", "3", "").body()).contains("BALL", "2.0000 on hand");
    assertThat(sell("B-2", "3", "?allowBackorders=true").status()).isEqualTo(200);
  }
}
