package dev.tandem.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** §4.5 of the fact sheet: overpayments and prepayments. */
class SimOverpaymentsTest extends SimulatorTest {
  @BeforeEach
  void mayMoveMoney() {
    xero.connect(Xero.SCOPES + " accounting.banktransactions", Xero.AU);
  }

  @Test
  void anOverpaymentHasItsWholeAmountLeft() {
    JsonNode credit = credit("Overpayments", overpaid("RECEIVE", "50"));
    assertThat(credit.path("Type").asString()).isEqualTo("RECEIVE-OVERPAYMENT");
    assertThat(credit.path("ID").asString()).isEqualTo(credit.path("OverpaymentID").asString());
    assertThat(credit.path("Status").asString()).isEqualTo("AUTHORISED");
    assertThat(amount(credit, "RemainingCredit")).isEqualByComparingTo("50");
    assertThat(amount(credit, "Total")).isEqualByComparingTo("50");
    assertThat(credit.path("LineAmountTypes").asString()).isEqualTo("NoTax");
    assertThat(credit.path("Allocations")).isEmpty();
    assertThat(credit.path("Payments")).isEmpty();
    assertThat(credit.path("UpdatedDateUTCString").asString()).startsWith("20");
    assertThat(credit.path("DateString").asString()).isEqualTo("2026-11-03T00:00:00");
    assertThat(credit.at("/Contact/Name").asString()).isEqualTo("Ada Byron");
    assertThat(credit.at("/LineItems/0/AccountCode").asString()).isEqualTo("610");
  }

  @Test
  void aPrepaymentShowsItsReferenceAsInvoiceNumber() {
    JsonNode credit = credit("Prepayments", prepaid("'Reference':'INV-0011',"));
    assertThat(credit.path("Type").asString()).isEqualTo("RECEIVE-PREPAYMENT");
    assertThat(credit.path("Reference").asString()).isEqualTo("INV-0011");
    assertThat(credit.path("InvoiceNumber").asString()).isEqualTo("INV-0011");
    assertThat(amount(credit, "TotalTax")).isEqualByComparingTo("50");
    assertThat(amount(credit, "RemainingCredit")).isEqualByComparingTo("550");
  }

  @Test
  void anAllocationPaysTheInvoiceOutOfTheCredit() {
    String invoice = invoice("O-1", "100").path("InvoiceID").asString();
    String credit = overpaid("RECEIVE", "50");
    JsonNode answer = allocated("Overpayments/" + credit, invoice, "30");
    assertThat(amount(answer, "Amount")).isEqualByComparingTo("30");
    assertThat(answer.at("/Overpayment/OverpaymentID").asString()).isEqualTo(credit);
    assertThat(answer.at("/Invoice/InvoiceID").asString()).isEqualTo(invoice);
    JsonNode after = credit("Overpayments", credit);
    assertThat(amount(after, "RemainingCredit")).isEqualByComparingTo("20");
    assertThat(after.path("Allocations")).hasSize(1);
    JsonNode part = read(invoice);
    assertThat(amount(part, "AmountCredited")).isEqualByComparingTo("30");
    assertThat(amount(part, "AmountDue")).isEqualByComparingTo("80");
    assertThat(part.at("/Overpayments/0/OverpaymentID").asString()).isEqualTo(credit);
    assertThat(amount(part.at("/Overpayments/0"), "AppliedAmount")).isEqualByComparingTo("30");
  }

  @Test
  void aCreditUsedUpIsPaidUntilItsAllocationIsDeleted() {
    String invoice = invoice("O-1", "100").path("InvoiceID").asString();
    String credit = prepaid("");
    String id = allocated("Prepayments/" + credit, invoice, "110").path("AllocationID").asString();
    allocated("Prepayments/" + credit, invoice("O-2", "400").path("InvoiceID").asString(), "440");
    assertThat(credit("Prepayments", credit).path("Status").asString()).isEqualTo("PAID");
    assertThat(read(invoice).path("Status").asString()).isEqualTo("PAID");
    var reply =
        xero.send("DELETE", "/api.xro/2.0/Prepayments/" + credit + "/Allocations/" + id, "");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().path("IsDeleted").asBoolean(false)).isTrue();
    assertThat(reply.json().path("AllocationID").asString()).isEqualTo(id);
    assertThat(credit("Prepayments", credit).path("Status").asString()).isEqualTo("AUTHORISED");
    assertThat(amount(credit("Prepayments", credit), "RemainingCredit"))
        .isEqualByComparingTo("110");
    assertThat(read(invoice).path("Status").asString()).isEqualTo("AUTHORISED");
  }

  @Test
  void anAllocationTakesNoMoreThanIsLeftAndIsDue() {
    String invoice = invoice("O-1", "100").path("InvoiceID").asString();
    String small = overpaid("RECEIVE", "50");
    assertThat(allocate("Overpayments/" + small, invoice, "50.01").status()).isEqualTo(400);
    String large = overpaid("RECEIVE", "500");
    assertThat(allocate("Overpayments/" + large, invoice, "110.01").body())
        .contains("Overpayment cannot be allocated as amount is greater than amount outstanding");
  }

  @Test
  void moneyReceivedIsNotAllocatedToABill() {
    String bill =
        xero.put(
                "Invoices",
                invoiceBody("", "100").replace("ACCREC", "ACCPAY").replace("'200'", "'400'"))
            .json()
            .at("/Invoices/0/InvoiceID")
            .asString();
    assertThat(allocate("Overpayments/" + overpaid("RECEIVE", "50"), bill, "10").status())
        .isEqualTo(400);
    assertThat(allocate("Overpayments/" + overpaid("SPEND", "50"), bill, "10").status())
        .isEqualTo(200);
  }

  @Test
  void aRefundLowersWhatIsLeftAndTheLastOneMakesItPaid() {
    String id = overpaid("RECEIVE", "50");
    JsonNode payment = refund("Overpayment", id, "20");
    assertThat(payment.path("PaymentType").asString()).isEqualTo("AROVERPAYMENTPAYMENT");
    assertThat(payment.at("/Invoice/InvoiceID").asString()).isEqualTo(id);
    assertThat(payment.at("/Invoice/Type").asString()).isEqualTo("AROVERPAYMENT");
    JsonNode part = credit("Overpayments", id);
    assertThat(amount(part, "RemainingCredit")).isEqualByComparingTo("30");
    assertThat(part.at("/Payments/0/PaymentID").asString())
        .isEqualTo(payment.path("PaymentID").asString());
    refund("Overpayment", id, "30");
    assertThat(credit("Overpayments", id).path("Status").asString()).isEqualTo("PAID");
    xero.post("Payments/" + payment.path("PaymentID").asString(), "{'Status':'DELETED'}");
    assertThat(credit("Overpayments", id).path("Status").asString()).isEqualTo("AUTHORISED");
    assertThat(amount(credit("Overpayments", id), "RemainingCredit")).isEqualByComparingTo("20");
  }

  @Test
  void everyKindOfRefundHasItsPaymentType() {
    assertThat(refund("Overpayment", overpaid("SPEND", "50"), "1").path("PaymentType").asString())
        .isEqualTo("APOVERPAYMENTPAYMENT");
    assertThat(refund("Prepayment", prepaid(""), "1").path("PaymentType").asString())
        .isEqualTo("ARPREPAYMENTPAYMENT");
    String spent =
        transaction(PREPAYMENT.formatted("SPEND", "").replace("'200'", "'400'"), "PrepaymentID");
    assertThat(refund("Prepayment", spent, "1").path("PaymentType").asString())
        .isEqualTo("APPREPAYMENTPAYMENT");
  }

  @Test
  void refundsAreFoundByWhatTheyRefund() {
    String invoice = invoice("O-1", "100").path("InvoiceID").asString();
    pay(invoice, "10");
    String credit = overpaid("RECEIVE", "50");
    refund("Overpayment", credit, "1");
    for (String where :
        new String[] {
          "Overpayment!=null",
          "Invoice.Type==\"AROVERPAYMENT\"",
          "Invoice.InvoiceID==guid(\"" + credit + "\")"
        }) {
      JsonNode found = xero.get("Payments?where=" + Xero.encode(where)).json().path("Payments");
      assertThat(found).as(where).hasSize(1);
      assertThat(found.at("/0/PaymentType").asString()).isEqualTo("AROVERPAYMENTPAYMENT");
      assertThat(found.path(0).has("Overpayment")).isFalse();
    }
  }

  @Test
  void moreThanIsLeftIsNotRefunded() {
    assertThat(pay("Overpayment", overpaid("RECEIVE", "50"), "50.01").body())
        .contains("Payment amount exceeds the amount outstanding on this document");
  }

  @Test
  void aListIsPagedAndFilteredByReference() {
    overpaid("RECEIVE", "50");
    String second =
        transaction(
            OVERPAYMENT.formatted("RECEIVE", "5").replace("'Date'", "'Reference':'R-2','Date'"),
            "OverpaymentID");
    JsonNode page = xero.get("Overpayments?page=1&pageSize=1").json();
    assertThat(page.path("Overpayments")).hasSize(1);
    assertThat(page.at("/pagination/itemCount").asInt()).isEqualTo(2);
    assertThat(page.at("/Overpayments/0/LineItems")).hasSize(1);
    assertThat(xero.get("Overpayments").json().at("/Overpayments/0/LineItems")).isEmpty();
    JsonNode named = xero.get("Overpayments?References=R-2").json().path("Overpayments");
    assertThat(named).hasSize(1);
    assertThat(named.at("/0/OverpaymentID").asString()).isEqualTo(second);
  }

  @Test
  void prepaymentsAreFilteredByInvoiceNumber() {
    prepaid("'Reference':'INV-0011',");
    prepaid("'Reference':'INV-0012',");
    assertThat(xero.get("Prepayments?InvoiceNumbers=INV-0012").json().path("Prepayments"))
        .hasSize(1);
  }

  @Test
  void creditsAreFilteredByWhere() {
    overpaid("RECEIVE", "50");
    overpaid("SPEND", "70");
    assertThat(
            xero.get(
                    "Overpayments?where="
                        + Xero.encode("Status==\"AUTHORISED\" AND RemainingCredit>60"))
                .json()
                .path("Overpayments"))
        .hasSize(1);
  }

  @Test
  void onlyXerosUserVoidsACreditAndOnlyAWholeOne() {
    String used = overpaid("RECEIVE", "50");
    refund("Overpayment", used, "1");
    voided(used);
    assertThat(credit("Overpayments", used).path("Status").asString()).isEqualTo("AUTHORISED");
    String whole = overpaid("RECEIVE", "50");
    voided(whole);
    JsonNode credit = credit("Overpayments", whole);
    assertThat(credit.path("Status").asString()).isEqualTo("VOIDED");
    assertThat(amount(credit, "RemainingCredit")).isEqualByComparingTo("0");
    assertThat(
            xero.get("BankTransactions/" + whole)
                .json()
                .at("/BankTransactions/0/Status")
                .asString())
        .isEqualTo("VOIDED");
    assertThat(pay("Overpayment", whole, "1").status()).isEqualTo(400);
  }

  private void voided(String overpayment) {
    xero.send("POST", "/console/" + Xero.AU + "/overpayments/" + overpayment + "/void", "");
  }

  @Test
  void creditsAreMadeByBankTransactionsOnly() {
    assertThat(xero.put("Overpayments", "{'Type':'RECEIVE-OVERPAYMENT'}").status()).isIn(405, 501);
    assertThat(xero.get("Overpayments/6b8e1c0e-0000-4000-8000-000000000000").status())
        .isEqualTo(404);
  }

  private static final String OVERPAYMENT =
      "{'Type':'%s-OVERPAYMENT','Contact':{'Name':'Ada Byron'},'BankAccount':{'Code':'090'},"
          + "'Date':'2026-11-03','LineItems':[{'Description':'Twice','LineAmount':'%s'}]}";
  private static final String PREPAYMENT =
      "{'Type':'%s-PREPAYMENT','Contact':{'Name':'Ada Byron'},'BankAccount':{'Code':'090'},%s"
          + "'Date':'2026-11-03','LineAmountTypes':'Exclusive','LineItems':[{'Description':'Kitchen',"
          + "'Quantity':1,'UnitAmount':500,'AccountCode':'200'}]}";

  private String overpaid(String direction, String amount) {
    return transaction(OVERPAYMENT.formatted(direction, amount), "OverpaymentID");
  }

  private String prepaid(String more) {
    return transaction(PREPAYMENT.formatted("RECEIVE", more), "PrepaymentID");
  }

  private String transaction(String body, String idField) {
    var reply = xero.put("BankTransactions", body);
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    return reply.json().at("/BankTransactions/0/" + idField).asString();
  }

  private JsonNode credit(String resource, String id) {
    return xero.get(resource + "/" + id).json().at("/" + resource + "/0");
  }

  private Xero.Reply allocate(String credit, String invoice, String amount) {
    return xero.put(
        credit + "/Allocations",
        "{'Amount':" + amount + ",'Date':'2026-11-06','Invoice':{'InvoiceID':'" + invoice + "'}}");
  }

  private JsonNode allocated(String credit, String invoice, String amount) {
    var reply = allocate(credit, invoice, amount);
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    return reply.json().at("/Allocations/0");
  }

  private Xero.Reply pay(String kind, String id, String amount) {
    return xero.put(
        "Payments",
        "{'%s':{'%sID':'%s'},'Account':{'Code':'090'},'Date':'2026-11-07','Amount':%s}"
            .formatted(kind, kind, id, amount));
  }

  private JsonNode refund(String kind, String id, String amount) {
    var reply = pay(kind, id, amount);
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    return reply.json().at("/Payments/0");
  }

  private static BigDecimal amount(JsonNode document, String field) {
    return document.path(field).decimalValue();
  }
}
