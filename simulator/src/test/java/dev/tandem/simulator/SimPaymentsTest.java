package dev.tandem.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** §4.5 of the fact sheet: payments. */
class SimPaymentsTest extends SimulatorTest {
  @Test
  void partsLowerWhatIsDueAndTheLastPartSettles() {
    String id = invoice("P-1", "100").path("InvoiceID").asString();
    pay(id, "60");
    JsonNode part = read(id);
    assertThat(part.path("Status").asString()).isEqualTo("AUTHORISED");
    assertThat(part.path("AmountDue").decimalValue()).isEqualByComparingTo("50");
    assertThat(part.path("AmountPaid").decimalValue()).isEqualByComparingTo("60");
    pay(id, "50");
    JsonNode paid = read(id);
    assertThat(paid.path("Status").asString()).isEqualTo("PAID");
    assertThat(paid.path("AmountDue").decimalValue()).isEqualByComparingTo("0");
    assertThat(paid.path("FullyPaidOnDate").asString()).startsWith("/Date(");
    assertThat(paid.path("Payments")).hasSize(2);
  }

  @Test
  void moreThanIsDueIsRefused() {
    String id = invoice("P-1", "100").path("InvoiceID").asString();
    assertThat(pay(id, "110.01").toString())
        .contains("Payment amount exceeds the amount outstanding on this document");
    pay(id, "110");
    assertThat(pay(id, "1").toString()).contains("exceeds the amount outstanding");
  }

  @Test
  void deletingAPaymentReopensTheInvoiceAndThePaymentStaysVisible() {
    String id = invoice("P-1", "100").path("InvoiceID").asString();
    String payment = pay(id, "110").at("/Payments/0/PaymentID").asString();
    assertThat(xero.post("Payments/" + payment, "{'Status':'DELETED'}").status()).isEqualTo(200);
    JsonNode reopened = read(id);
    assertThat(reopened.path("Status").asString()).isEqualTo("AUTHORISED");
    assertThat(reopened.path("AmountDue").decimalValue()).isEqualByComparingTo("110");
    assertThat(reopened.has("FullyPaidOnDate")).isFalse();
    assertThat(xero.get("Payments").json().at("/Payments/0/Status").asString())
        .isEqualTo("DELETED");
    assertThat(xero.post("Payments/" + payment, "{'Status':'DELETED'}").status()).isEqualTo(400);
  }

  @Test
  void aPaymentCannotBeChanged() {
    String id = invoice("P-1", "100").path("InvoiceID").asString();
    String payment = pay(id, "10").at("/Payments/0/PaymentID").asString();
    assertThat(xero.post("Payments/" + payment, "{'Amount':20}").status()).isEqualTo(400);
  }

  @Test
  void onlyBankAccountsAndThoseWithPaymentsEnabledTakePayments() {
    String id = invoice("P-1", "100").path("InvoiceID").asString();
    String body = "{'Invoice':{'InvoiceID':'" + id + "'},'Account':{'Code':'%s'},'Amount':1}";
    assertThat(xero.put("Payments", body.formatted("200")).status()).isEqualTo(400);
    assertThat(xero.put("Payments", body.formatted("855")).status()).isEqualTo(200);
  }

  @Test
  void aDraftCannotBePaid() {
    String id =
        xero.put("Invoices", invoiceBody("P-2", "1").replace("AUTHORISED", "DRAFT"))
            .json()
            .at("/Invoices/0/InvoiceID")
            .asString();
    assertThat(pay(id, "1").toString())
        .contains("Payments can only be made against Authorised documents");
  }

  @Test
  void aPaymentShowsItsAccountInvoiceAndContact() {
    JsonNode payment =
        pay(invoice("P-1", "100").path("InvoiceID").asString(), "10").at("/Payments/0");
    assertThat(payment.path("PaymentType").asString()).isEqualTo("ACCRECPAYMENT");
    assertThat(payment.at("/Account/Code").asString()).isEqualTo("090");
    assertThat(payment.at("/Invoice/InvoiceNumber").asString()).isEqualTo("P-1");
    assertThat(payment.at("/Invoice/Contact/Name").asString()).isEqualTo("Ada Byron");
  }

  @Test
  void aBatchOfPaymentsIsJudgedOneByOne() {
    String id = invoice("P-1", "100").path("InvoiceID").asString();
    String one = "{'Invoice':{'InvoiceID':'" + id + "'},'Account':{'Code':'090'},'Amount':60}";
    JsonNode payments =
        xero.put("Payments?summarizeErrors=false", "{'Payments':[" + one + "," + one + "]}")
            .json()
            .path("Payments");
    assertThat(payments.at("/0/StatusAttributeString").asString()).isEqualTo("OK");
    assertThat(payments.at("/1/StatusAttributeString").asString()).isEqualTo("ERROR");
    assertThat(read(id).path("AmountDue").decimalValue()).isEqualByComparingTo("50");
  }

  @Test
  void anApprovedInvoiceOfNothingIsPaidAtOnce() {
    assertThat(invoice("P-0", "0").path("Status").asString()).isEqualTo("PAID");
  }
}
