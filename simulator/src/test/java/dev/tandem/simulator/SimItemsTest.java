package dev.tandem.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** §4.5 of the fact sheet: items. */
class SimItemsTest extends SettingsTest {
  private static final String TRACKED =
      """
      {'Code':'Oil','InventoryAssetAccountCode':'630','PurchaseDetails':{'UnitPrice':5,'COGSAccountCode':'310'},
       'SalesDetails':{'UnitPrice':9,'AccountCode':'200'}}
      """;

  private JsonNode create(String body) {
    return xero.put("Items", body).json().at("/Items/0");
  }

  private void move(String type, String number, int quantity, int price) {
    var answer =
        xero.put(
            "Invoices",
            """
            {'Type':'%s','Contact':{'Name':'Ada Byron'},'Status':'AUTHORISED','Date':'2026-11-02',
             'DueDate':'2026-11-16','InvoiceNumber':'%s','LineItems':[{'Description':'Oil','ItemCode':'Oil',
             'Quantity':%d,'UnitAmount':%d,'AccountCode':'%s'}]}
            """
                .formatted(type, number, quantity, price, type.equals("ACCREC") ? "200" : "310"));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  @Test
  void aCodeIsEnough() {
    JsonNode item = create("{'Code':'Item-1'}");
    assertThat(item.path("IsSold").asBoolean()).isTrue();
    assertThat(item.path("IsPurchased").asBoolean()).isTrue();
    assertThat(item.path("IsTrackedAsInventory").asBoolean(true)).isFalse();
    assertThat(item.path("SalesDetails").isObject()).isTrue();
    assertThat(item.has("QuantityOnHand")).isFalse();
    assertThat(xero.put("Items", "{'Name':'No code'}").status()).isEqualTo(400);
  }

  @Test
  void anItemIsFoundByIdAndByCode() {
    String id = create("{'Code':'Item/1'}").path("ItemID").asString();
    assertThat(xero.get("Items/" + id).json().at("/Items/0/Code").asString()).isEqualTo("Item/1");
    assertThat(xero.get("Items/item%2F1").json().at("/Items/0/ItemID").asString()).isEqualTo(id);
    assertThat(xero.get("Items/none").status()).isEqualTo(404);
  }

  @Test
  void putRefusesACodeThatExists() {
    create("{'Code':'abc'}");
    var refused = xero.put("Items", "{'Code':'ABC'}");
    assertThat(message(refused)).isEqualTo("Price List Item with Code 'ABC' already exists");
    assertThat(refused.json().at("/Elements/0/ValidationErrors")).hasSize(1);
  }

  @Test
  void postChangesTheItemOfThatCodeOrThatId() {
    String id =
        create("{'Code':'abc','Name':'Old','Description':'Keep'}").path("ItemID").asString();
    JsonNode byCode = xero.post("Items", "{'Code':'abc','Name':'New'}").json().at("/Items/0");
    assertThat(byCode.path("ItemID").asString()).isEqualTo(id);
    assertThat(byCode.path("Description").asString()).isEqualTo("Keep");
    JsonNode byId = xero.post("Items/" + id, "{'Code':'abd'}").json().at("/Items/0");
    assertThat(byId.path("Name").asString()).isEqualTo("New");
    assertThat(xero.get("Items").json().path("Items")).hasSize(1);
  }

  @Test
  void theFieldsHaveTheirLengths() {
    for (String bad :
        new String[] {
          "{'Code':'" + "x".repeat(31) + "'}",
          "{'Code':'a','Name':'" + "x".repeat(51) + "'}",
          "{'Code':'a','Description':'" + "x".repeat(4001) + "'}",
          "{'Code':'a','PurchaseDescription':'" + "x".repeat(4001) + "'}",
          "{'Code':'a','SalesDetails':{'AccountCode':'nope'}}",
          "{'Code':'a','SalesDetails':{'AccountCode':'610'}}",
          "{'Code':'a','PurchaseDetails':{'TaxType':'NOPE'}}"
        }) {
      assertThat(xero.put("Items", bad).status()).as(bad).isEqualTo(400);
    }
  }

  @Test
  void pricesHaveTwoDecimalsOrFour() {
    create("{'Code':'a','SalesDetails':{'UnitPrice':1.23456}}");
    assertThat(price("Items/a")).isEqualTo("1.23");
    xero.put("Items?unitdp=4", "{'Code':'b','SalesDetails':{'UnitPrice':1.23456}}");
    assertThat(price("Items/b?unitdp=4")).isEqualTo("1.2346");
    assertThat(price("Items/b")).isEqualTo("1.23");
  }

  private String price(String path) {
    return xero.get(path)
        .json()
        .at("/Items/0/SalesDetails/UnitPrice")
        .decimalValue()
        .toPlainString();
  }

  @Test
  void whatIsNotSoldHasNoSalesDetails() {
    create(
        "{'Code':'a','Description':'D','SalesDetails':{'UnitPrice':1},'PurchaseDescription':'P','PurchaseDetails':{'UnitPrice':1}}");
    JsonNode item = xero.post("Items", "{'Code':'a','IsSold':false}").json().at("/Items/0");
    assertThat(item.has("Description")).isFalse();
    assertThat(item.path("SalesDetails")).isEmpty();
    assertThat(item.path("PurchaseDescription").asString()).isEqualTo("P");
  }

  @Test
  void bothAccountsMakeATrackedItem() {
    JsonNode item = create(TRACKED);
    assertThat(item.path("IsTrackedAsInventory").asBoolean()).isTrue();
    assertThat(item.path("QuantityOnHand").decimalValue()).isEqualByComparingTo("0");
    for (String half :
        new String[] {
          "{'Code':'x','InventoryAssetAccountCode':'630'}",
          "{'Code':'x','PurchaseDetails':{'COGSAccountCode':'310'}}",
          "{'Code':'x','InventoryAssetAccountCode':'200','PurchaseDetails':{'COGSAccountCode':'310'}}"
        }) {
      assertThat(xero.put("Items", half).status()).as(half).isEqualTo(400);
    }
  }

  @Test
  void billsBringStockInAndSalesTakeItOutAtAverageCost() {
    create(TRACKED);
    move("ACCPAY", "B-1", 10, 5);
    move("ACCPAY", "B-2", 10, 7);
    move("ACCREC", "S-1", 5, 9);
    JsonNode item = xero.get("Items/Oil").json().at("/Items/0");
    assertThat(item.path("QuantityOnHand").decimalValue()).isEqualByComparingTo("15");
    assertThat(item.path("TotalCostPool").decimalValue()).isEqualByComparingTo("90");
  }

  @Test
  void quantityAndValueCannotBeWritten() {
    create(TRACKED);
    JsonNode item =
        xero.post("Items", "{'Code':'Oil','QuantityOnHand':99,'TotalCostPool':99}")
            .json()
            .at("/Items/0");
    assertThat(item.path("QuantityOnHand").decimalValue()).isEqualByComparingTo("0");
  }

  @Test
  void anItemIsDeletedWithoutAWord() {
    String id = create("{'Code':'a'}").path("ItemID").asString();
    var deleted = xero.send("DELETE", "/api.xro/2.0/Items/" + id, "");
    assertThat(deleted.status()).isEqualTo(204);
    assertThat(deleted.body()).isEmpty();
    assertThat(xero.get("Items/" + id).status()).isEqualTo(404);
    assertThat(create("{'Code':'a'}").path("ItemID").asString()).isNotEqualTo(id);
  }

  @Test
  void aTrackedItemThatWasUsedStays() {
    String id = create(TRACKED).path("ItemID").asString();
    move("ACCPAY", "B-1", 10, 5);
    assertThat(xero.send("DELETE", "/api.xro/2.0/Items/" + id, "").status()).isEqualTo(400);
    assertThat(xero.get("Items/" + id).status()).isEqualTo(200);
  }

  @Test
  void moreThan500ItemsAreTooMany() {
    var body = new StringBuilder("{'Items':[");
    for (int i = 0; i < 501; i++) {
      body.append(i == 0 ? "" : ",").append("{'Code':'c").append(i).append("'}");
    }
    assertThat(xero.put("Items", body + "]}").status()).isEqualTo(400);
    assertThat(xero.get("Items").json().path("Items")).isEmpty();
  }

  @Test
  void eachItemOfACallMayStandForItself() {
    JsonNode items =
        xero.put("Items?summarizeErrors=false", "{'Items':[{'Code':'a'},{'Code':'a'}]}")
            .json()
            .path("Items");
    assertThat(items.findValuesAsString("StatusAttributeString")).containsExactly("OK", "ERROR");
  }

  @Test
  void itemsAreFilteredByTheirParts() {
    create("{'Code':'a','SalesDetails':{'UnitPrice':1,'AccountCode':'200'}}");
    create("{'Code':'b','SalesDetails':{'UnitPrice':2,'AccountCode':'201'}}");
    assertThat(
            xero.get("Items?where=" + Xero.encode("SalesDetails.UnitPrice>1.5"))
                .json()
                .path("Items")
                .findValuesAsString("Code"))
        .containsExactly("b");
  }
}
