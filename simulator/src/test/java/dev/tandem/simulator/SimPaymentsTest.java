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

  @Test
  void aPaidInvoiceIsNoAuthorisedDocumentAndHasNothingOutstanding() {
    String id = invoice("P-1", "100").path("InvoiceID").asString();
    pay(id, "110");
    assertThat(pay(id, "1").toString())
        .contains("Payments can only be made against Authorised documents")
        .contains("Payment amount exceeds the amount outstanding on this document");
  }

  @Test
  void theInvoiceMayBeNamedByItsNumber() {
    invoice("P-1", "100");
    for (String named :
        new String[] {"'Invoice':{'InvoiceNumber':'P-1'}", "'InvoiceNumber':'P-1'"}) {
      assertThat(paying(named + ",'Account':{'Code':'090'},'Amount':10").status())
          .as(named)
          .isEqualTo(200);
    }
    assertThat(paying("'InvoiceNumber':'P-9','Account':{'Code':'090'},'Amount':1").body())
        .contains("Document could not be found");
  }

  @Test
  void anIdThatIsNoGuidMakesTheBodyUnreadable() {
    assertThat(
            paying("'Invoice':{'InvoiceID':'INV-1'},'Account':{'Code':'090'},'Amount':1")
                .json()
                .path("ErrorNumber")
                .asInt())
        .isEqualTo(14);
  }

  @Test
  void anIdOfZerosCountsAsNone() {
    invoice("P-1", "100");
    String zeros = "00000000-0000-0000-0000-000000000000";
    assertThat(
            xero.post(
                    "Payments",
                    "{'PaymentID':'%s','Invoice':{'InvoiceID':'%s','InvoiceNumber':'P-1'},'Account':{'AccountID':'%s','Code':'090'},'Amount':1}"
                        .formatted(zeros, zeros, zeros))
                .status())
        .isEqualTo(200);
  }

  @Test
  void exactlyOneDocumentIsPaid() {
    String invoice =
        "'Invoice':{'InvoiceID':'" + invoice("P-1", "100").path("InvoiceID").asString();
    String rest = "'Account':{'Code':'090'},'Amount':10";
    assertThat(paying(rest).body()).contains("Exactly one of");
    assertThat(paying(invoice + "'},'CreditNote':{'CreditNoteNumber':'CN-1'}," + rest).body())
        .contains("Exactly one of");
  }

  @Test
  void theAccountMayBeNamedByItsIdOrByACodeBesideTheAmount() {
    String id = invoice("P-1", "100").path("InvoiceID").asString();
    String account = pay(id, "10").at("/Payments/0/Account/AccountID").asString();
    String invoice = "'Invoice':{'InvoiceID':'" + id + "'},'Amount':10,";
    assertThat(paying(invoice + "'Account':{'AccountID':'" + account + "'}").status())
        .isEqualTo(200);
    assertThat(paying(invoice + "'Code':'090'").status()).isEqualTo(200);
    assertThat(paying(invoice + "'Account':{}").body())
        .contains("You must specify an Account code or Account ID for the payment");
    assertThat(paying(invoice + "'Code':'no such'").body()).contains("Account could not be found");
  }

  @Test
  void anAmountMustBeAboveZero() {
    String id = invoice("P-1", "100").path("InvoiceID").asString();
    for (String amount : new String[] {"0", "-1", "0.001"}) {
      assertThat(pay(id, amount).toString()).as(amount).contains("greater than zero");
    }
  }

  @Test
  void aPaymentInALockedPeriodIsNeitherMadeNorRemoved() {
    String id = invoice("P-1", "100").path("InvoiceID").asString();
    String payment = pay(id, "10").at("/Payments/0/PaymentID").asString();
    xero.control("POST", "organisations/" + Xero.AU + "/lock?date=2026-11-05");
    assertThat(pay(id, "10").toString()).contains("period lock date");
    assertThat(xero.post("Payments/" + payment, "{'Status':'DELETED'}").body())
        .contains("period lock date");
    assertThat(
            paying(
                    "'Invoice':{'InvoiceID':'"
                        + id
                        + "'},'Code':'090','Date':'2026-11-06','Amount':1")
                .status())
        .isEqualTo(200);
  }

  @Test
  void onlyTheStatusOfAPaymentMayBeSent() {
    String id = invoice("P-1", "100").path("InvoiceID").asString();
    String payment = pay(id, "10").at("/Payments/0/PaymentID").asString();
    assertThat(xero.post("Payments/" + payment, "{'Status':'DELETED','Amount':10}").body())
        .contains("Only Status accepted for updates");
    assertThat(
            xero.post(
                    "Payments", "{'Payments':[{'PaymentID':'" + payment + "','Status':'DELETED'}]}")
                .json()
                .at("/Payments/0/Status")
                .asString())
        .isEqualTo("DELETED");
  }

  @Test
  void onePaymentTellsTheInvoiceInFullAndAListInBrief() {
    String id = invoice("P-1", "100").path("InvoiceID").asString();
    JsonNode payment = pay(id, "10").at("/Payments/0");
    assertThat(payment.at("/Account/Name").asString()).isEqualTo("Business Bank Account");
    JsonNode full = payment.path("Invoice");
    assertThat(full.path("AmountDue").decimalValue()).isEqualByComparingTo("100");
    assertThat(full.path("AmountPaid").decimalValue()).isEqualByComparingTo("10");
    assertThat(full.path("LineItems")).hasSize(1);
    assertThat(full.path("DueDateString").asString()).isEqualTo("2026-11-16T00:00:00");
    assertThat(full.path("Status").asString()).isEqualTo("AUTHORISED");
    JsonNode listed = xero.get("Payments").json().at("/Payments/0");
    assertThat(listed.path("Account").has("Name")).isFalse();
    assertThat(listed.at("/Invoice/Type").asString()).isEqualTo("ACCREC");
    assertThat(listed.path("Invoice").has("AmountDue")).isFalse();
    assertThat(listed.at("/Invoice/LineItems")).isEmpty();
    assertThat(listed.at("/Invoice/Contact/ContactNumber").isString()).isTrue();
  }

  @Test
  void whatIsReconciledSaysSo() {
    String id = invoice("P-1", "100").path("InvoiceID").asString();
    JsonNode payment =
        paying("'Invoice':{'InvoiceID':'" + id + "'},'Code':'090','Amount':1,'IsReconciled':true")
            .json()
            .at("/Payments/0");
    assertThat(payment.path("IsReconciled").asBoolean()).isTrue();
    assertThat(payment.path("HasAccount").asBoolean()).isTrue();
    assertThat(payment.path("HasValidationErrors").asBoolean(true)).isFalse();
  }

  @Test
  void aBillIsPaidByAPaymentOfItsOwnType() {
    String bill =
        xero.put(
                "Invoices",
                invoiceBody("", "100").replace("ACCREC", "ACCPAY").replace("'200'", "'400'"))
            .json()
            .at("/Invoices/0/InvoiceID")
            .asString();
    assertThat(pay(bill, "10").at("/Payments/0/PaymentType").asString()).isEqualTo("ACCPAYPAYMENT");
  }

  @Test
  void aForeignInvoiceIsPaidInItsCurrencyAndBankedInTheAccounts() {
    String id = foreign();
    JsonNode payment =
        paying("'Invoice':{'InvoiceID':'" + id + "'},'Code':'090','Amount':60,'CurrencyRate':0.75")
            .json()
            .at("/Payments/0");
    assertThat(payment.path("Amount").decimalValue()).isEqualByComparingTo("60");
    assertThat(payment.path("BankAmount").decimalValue()).isEqualByComparingTo("80");
    assertThat(payment.path("CurrencyRate").decimalValue()).isEqualByComparingTo("0.75");
    assertThat(read(id).path("AmountDue").decimalValue()).isEqualByComparingTo("50");
  }

  @Test
  void aBankAmountGivesTheRate() {
    String id = foreign();
    JsonNode payment =
        paying("'Invoice':{'InvoiceID':'" + id + "'},'Code':'090','Amount':60,'BankAmount':75")
            .json()
            .at("/Payments/0");
    assertThat(payment.path("BankAmount").decimalValue()).isEqualByComparingTo("75");
    assertThat(payment.path("CurrencyRate").decimalValue()).isEqualByComparingTo("0.8");
  }

  @Test
  void aRateMeansNothingInTheBaseCurrency() {
    String id = invoice("P-1", "100").path("InvoiceID").asString();
    JsonNode payment =
        paying("'Invoice':{'InvoiceID':'" + id + "'},'Code':'090','Amount':60,'CurrencyRate':2")
            .json()
            .at("/Payments/0");
    assertThat(payment.path("BankAmount").decimalValue()).isEqualByComparingTo("60");
    assertThat(payment.path("CurrencyRate").decimalValue()).isEqualByComparingTo("1");
  }

  @Test
  void refundingACreditNoteUsesItUp() {
    JsonNode note =
        xero.put(
                "CreditNotes",
                """
                {'Type':'ACCRECCREDIT','Contact':{'Name':'Ada Byron'},'Status':'AUTHORISED',
                 'Date':'2026-11-02','CreditNoteNumber':'CN-1','LineItems':[{'Description':'Visit',
                 'Quantity':1,'UnitAmount':100,'AccountCode':'200'}]}
                """)
            .json()
            .at("/CreditNotes/0");
    JsonNode payment =
        paying("'CreditNote':{'CreditNoteNumber':'CN-1'},'Code':'090','Amount':60")
            .json()
            .at("/Payments/0");
    assertThat(payment.path("PaymentType").asString()).isEqualTo("ARCREDITPAYMENT");
    assertThat(payment.at("/Invoice/Type").asString()).isEqualTo("ACCRECCREDIT");
    assertThat(payment.at("/Invoice/InvoiceID").asString())
        .isEqualTo(note.path("CreditNoteID").asString());
    assertThat(payment.at("/Invoice/InvoiceNumber").asString()).isEqualTo("CN-1");
    assertThat(payment.at("/Invoice/AmountDue").decimalValue()).isEqualByComparingTo("50");
    paying("'CreditNote':{'CreditNoteNumber':'CN-1'},'Code':'090','Amount':50");
    JsonNode used = xero.get("CreditNotes/CN-1").json().at("/CreditNotes/0");
    assertThat(used.path("Status").asString()).isEqualTo("PAID");
    assertThat(used.path("RemainingCredit").decimalValue()).isEqualByComparingTo("0");
  }

  @Test
  void listsAreFilteredByWhatIsOptimised() {
    String id = invoice("P-1", "100").path("InvoiceID").asString();
    String first = pay(id, "10").at("/Payments/0/PaymentID").asString();
    String second = pay(id, "20").at("/Payments/0/PaymentID").asString();
    xero.post("Payments/" + second, "{'Status':'DELETED'}");
    assertThat(found("PaymentType==\"ACCRECPAYMENT\" AND Status==\"AUTHORISED\"")).hasSize(1);
    assertThat(found("Invoice.InvoiceID==guid(\"" + id + "\")")).hasSize(2);
    assertThat(found("PaymentID=guid(\"" + first + "\") OR PaymentID=guid(\"" + second + "\")"))
        .hasSize(2);
    assertThat(found("Date>=DateTime(2026, 11, 05) AND Date<DateTime(2026, 11, 06)")).hasSize(2);
    assertThat(found("Amount>15")).hasSize(1);
  }

  private JsonNode found(String where) {
    return xero.get("Payments?where=" + Xero.encode(where)).json().path("Payments");
  }

  private String foreign() {
    xero.control("POST", "organisations/" + Xero.AU + "/currencies?code=USD");
    return xero.put(
            "Invoices", invoiceBody("P-1", "100").replace("'Type'", "'CurrencyCode':'USD','Type'"))
        .json()
        .at("/Invoices/0/InvoiceID")
        .asString();
  }

  private Xero.Reply paying(String fields) {
    return xero.put("Payments", "{" + fields + "}");
  }
}
