package dev.tandem.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** §4.5 of the fact sheet: batch payments. */
class SimBatchPaymentsTest extends SimulatorTest {
  @Test
  void severalSalesInvoicesArePaidAtOnce() {
    String one = id(invoice("B-1", "100"));
    String other = id(invoice("B-2", "50"));
    JsonNode batch = made(batch(part(one, "110") + "," + part(other, "20")));
    assertThat(batch.path("Type").asString()).isEqualTo("RECBATCH");
    assertThat(batch.path("Status").asString()).isEqualTo("AUTHORISED");
    assertThat(amount(batch, "TotalAmount")).isEqualByComparingTo("130");
    assertThat(batch.path("IsReconciled").isBoolean()).isTrue();
    assertThat(batch.path("DateString").asString()).isEqualTo("2026-11-05T00:00:00");
    assertThat(batch.path("Payments")).hasSize(2);
    assertThat(batch.at("/Payments/0/Invoice/InvoiceID").asString()).isEqualTo(one);
    assertThat(batch.at("/Payments/0/PaymentID").asString()).hasSize(36);
    assertThat(read(one).path("Status").asString()).isEqualTo("PAID");
    assertThat(amount(read(other), "AmountDue")).isEqualByComparingTo("35");
  }

  @Test
  void eachMemberIsAPaymentThatNamesItsBatch() {
    JsonNode batch = made(batch(part(id(invoice("B-1", "100")), "10")));
    JsonNode payment = xero.get("Payments").json().at("/Payments/0");
    String id = batch.path("BatchPaymentID").asString();
    assertThat(payment.path("PaymentID").asString())
        .isEqualTo(batch.at("/Payments/0/PaymentID").asString());
    assertThat(payment.path("BatchPaymentID").asString()).isEqualTo(id);
    assertThat(payment.at("/BatchPayment/BatchPaymentID").asString()).isEqualTo(id);
    assertThat(payment.at("/BatchPayment/Type").asString()).isEqualTo("RECBATCH");
    assertThat(payment.at("/BatchPayment/Account/AccountID").asString()).hasSize(36);
    assertThat(payment.path("BatchPayment").has("Payments")).isFalse();
  }

  @Test
  void billsMakeAPayBatch() {
    assertThat(made(batch(part(bill("10"), "10"))).path("Type").asString()).isEqualTo("PAYBATCH");
  }

  @Test
  void salesInvoicesAndBillsAreNotMixed() {
    String sale = id(invoice("B-1", "100"));
    assertThat(refused(batch(part(sale, "10") + "," + part(bill("10"), "10"))))
        .contains("both sales invoices and bills");
    assertThat(amount(read(sale), "AmountDue")).isEqualByComparingTo("110");
    assertThat(xero.get("Payments").json().path("Payments")).isEmpty();
  }

  @Test
  void twoPartsOfOneInvoiceMayNotExceedWhatIsDue() {
    String id = id(invoice("B-1", "100"));
    assertThat(refused(batch(part(id, "60") + "," + part(id, "60"))))
        .contains("Payment amount exceeds the amount outstanding on this document");
    assertThat(made(batch(part(id, "60") + "," + part(id, "50"))).path("Payments")).hasSize(2);
  }

  @Test
  void onlyTheBaseCurrencyIsPaidInBatches() {
    xero.control("POST", "organisations/" + Xero.AU + "/currencies?code=USD");
    String id =
        xero.put(
                "Invoices",
                invoiceBody("B-1", "100").replace("'Type'", "'CurrencyCode':'USD','Type'"))
            .json()
            .at("/Invoices/0/InvoiceID")
            .asString();
    assertThat(refused(batch(part(id, "10")))).contains("base currency");
  }

  @Test
  void aBatchNeedsAnAccountThatTakesPayments() {
    String part = part(id(invoice("B-1", "100")), "10");
    assertThat(refused(batch(part).replace("'Code':'090'", "'Code':'200'")))
        .contains("is not a valid code for this document");
    assertThat(refused(batch(part).replace("'Account':{'Code':'090'}", "'Code':'090'")))
        .contains("Account code or Account ID");
    assertThat(refused(batch(""))).contains("at least one payment");
  }

  @Test
  void detailsAreEighteenCharactersAtMostOutsideNewZealand() {
    String id = id(invoice("B-1", "100"));
    String body = batch(part(id, "10"));
    assertThat(refused(body.replace("'Date'", "'Details':'1234567890123456789','Date'")))
        .contains("The length of the field Details must be 18 characters or less");
    assertThat(
            made(body.replace("'Date'", "'Details':'123456789012345678','Date'"))
                .path("Details")
                .asString())
        .isEqualTo("123456789012345678");
  }

  @Test
  void newZealandHasThreeTextsOfTwelveCharacters() {
    xero.connect(Xero.SCOPES, Xero.NZ);
    xero = xero.tenant(Xero.NZ);
    String id =
        xero.put("Invoices", invoiceBody("B-1", "100"))
            .json()
            .at("/Invoices/0/InvoiceID")
            .asString();
    for (String field : new String[] {"Particulars", "Code", "Reference"}) {
      String body = batch(part(id, "10")).replace("'Date'", "'" + field + "':'%s','Date'");
      assertThat(refused(body.formatted("1234567890123")))
          .contains("The length of the field " + field);
      assertThat(made(body.formatted("123456789012")).path(field).asString())
          .isEqualTo("123456789012");
    }
  }

  @Test
  void theUnitedKingdomHasANarrativeOfEighteenCharacters() {
    String tenant = "b51e7a90-2f6d-4c84-a3b9-5e8d0c6f4103";
    xero.connect(Xero.SCOPES, tenant);
    xero = xero.tenant(tenant);
    String id =
        xero.put("Invoices", invoiceBody("B-1", "100"))
            .json()
            .at("/Invoices/0/InvoiceID")
            .asString();
    String body = batch(part(id, "10")).replace("'Date'", "'Narrative':'%s','Date'");
    assertThat(refused(body.formatted("1234567890123456789")))
        .contains("The length of the field Narrative must be 18 characters or less");
    assertThat(made(body.formatted("123456789012345678")).path("Narrative").asString())
        .isEqualTo("123456789012345678");
  }

  @Test
  void aMemberCannotBeDeletedByItself() {
    JsonNode batch = made(batch(part(id(invoice("B-1", "100")), "10")));
    var reply =
        xero.post(
            "Payments/" + batch.at("/Payments/0/PaymentID").asString(), "{'Status':'DELETED'}");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body()).contains("Payments within a batch cannot be deleted.");
  }

  @Test
  void deletingABatchReopensAllItsInvoices() {
    String one = id(invoice("B-1", "100"));
    String other = id(invoice("B-2", "50"));
    String id =
        made(batch(part(one, "110") + "," + part(other, "20"))).path("BatchPaymentID").asString();
    JsonNode deleted =
        xero.post("BatchPayments/" + id, "{'Status':'DELETED'}").json().at("/BatchPayments/0");
    assertThat(deleted.path("Status").asString()).isEqualTo("DELETED");
    assertThat(deleted.path("Payments")).hasSize(2);
    assertThat(read(one).path("Status").asString()).isEqualTo("AUTHORISED");
    assertThat(amount(read(one), "AmountDue")).isEqualByComparingTo("110");
    assertThat(amount(read(other), "AmountDue")).isEqualByComparingTo("55");
    assertThat(xero.get("Payments").json().path("Payments"))
        .allSatisfy(it -> assertThat(it.path("Status").asString()).isEqualTo("DELETED"));
    assertThat(xero.post("BatchPayments/" + id, "{'Status':'DELETED'}").status()).isEqualTo(400);
  }

  @Test
  void aDeletedBatchTellsNothingOfItsPaymentsOnlyUnderItsSwitch() {
    xero.control("POST", "switches?name=deleted-batches-tell-no-payments&on=on");
    JsonNode made = made(batch(part(id(invoice("B-1", "100")), "10")));
    assertThat(made.path("Payments")).hasSize(1);
    JsonNode deleted =
        xero.post("BatchPayments/" + made.path("BatchPaymentID").asString(), "{'Status':'DELETED'}")
            .json()
            .at("/BatchPayments/0");
    assertThat(deleted.has("Payments")).isFalse();
  }

  @Test
  void theIdMayStandInTheBodyInstead() {
    String id =
        made(batch(part(id(invoice("B-1", "100")), "10"))).path("BatchPaymentID").asString();
    assertThat(
            xero.post("BatchPayments", "{'BatchPaymentID':'" + id + "','Status':'DELETED'}")
                .status())
        .isEqualTo(200);
    assertThat(xero.get("BatchPayments/" + id).json().at("/BatchPayments/0/Status").asString())
        .isEqualTo("DELETED");
  }

  @Test
  void nothingButTheStatusOfABatchCanBeChanged() {
    String id =
        made(batch(part(id(invoice("B-1", "100")), "10"))).path("BatchPaymentID").asString();
    assertThat(xero.post("BatchPayments/" + id, "{'Details':'other'}").status()).isEqualTo(400);
    assertThat(xero.post("BatchPayments", batch(part(id, "1"))).status()).isEqualTo(400);
  }

  @Test
  void aLockedBatchStays() {
    String id =
        made(batch(part(id(invoice("B-1", "100")), "10"))).path("BatchPaymentID").asString();
    xero.control("POST", "organisations/" + Xero.AU + "/lock?date=2026-11-05");
    assertThat(xero.post("BatchPayments/" + id, "{'Status':'DELETED'}").body())
        .contains("period lock date");
  }

  @Test
  void listsAreFilteredByTypeStatusAndAccount() {
    made(batch(part(id(invoice("B-1", "100")), "10")));
    JsonNode paid = made(batch(part(bill("10"), "10")));
    String account = paid.at("/Account/AccountID").asString();
    assertThat(found("Type==\"PAYBATCH\" AND Status==\"AUTHORISED\"")).hasSize(1);
    assertThat(found("Account.AccountID==guid(\"" + account + "\")")).hasSize(2);
    assertThat(found("Status==\"DELETED\"")).isEmpty();
  }

  @Test
  void batchesAreNotPagedAndHonourIfModifiedSince() {
    made(batch(part(id(invoice("B-1", "100")), "10")));
    JsonNode list = xero.get("BatchPayments?page=2").json();
    assertThat(list.path("BatchPayments")).hasSize(1);
    assertThat(list.has("pagination")).isFalse();
    assertThat(
            xero.with("If-Modified-Since", "2099-01-01T00:00:00")
                .get("BatchPayments")
                .json()
                .path("BatchPayments"))
        .isEmpty();
  }

  private JsonNode found(String where) {
    return xero.get("BatchPayments?where=" + Xero.encode(where)).json().path("BatchPayments");
  }

  private String bill(String amount) {
    return id(
        xero.put(
                "Invoices",
                invoiceBody("", amount).replace("ACCREC", "ACCPAY").replace("'200'", "'400'"))
            .json()
            .at("/Invoices/0"));
  }

  private static String part(String invoice, String amount) {
    return "{'Invoice':{'InvoiceID':'" + invoice + "'},'Amount':'" + amount + "'}";
  }

  private static String batch(String parts) {
    return "{'Account':{'Code':'090'},'Date':'2026-11-05','Payments':[" + parts + "]}";
  }

  private JsonNode made(String body) {
    var reply = xero.put("BatchPayments", body);
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    return reply.json().at("/BatchPayments/0");
  }

  private String refused(String body) {
    var reply = xero.put("BatchPayments", body);
    assertThat(reply.status()).as(reply.body()).isEqualTo(400);
    return reply.body();
  }

  private static String id(JsonNode invoice) {
    return invoice.path("InvoiceID").asString();
  }

  private static BigDecimal amount(JsonNode document, String field) {
    return document.path(field).decimalValue();
  }
}
