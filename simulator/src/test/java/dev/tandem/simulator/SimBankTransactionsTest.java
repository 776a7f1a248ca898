package dev.tandem.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** §4.5 of the fact sheet: bank transactions. */
class SimBankTransactionsTest extends SimulatorTest {
  @BeforeEach
  void mayMoveMoney() {
    xero.connect(Xero.SCOPES + " accounting.banktransactions accounting.settings", Xero.AU);
  }

  @Test
  void moneySpentIsInclusiveOfTaxUnlessSaidOtherwise() {
    JsonNode spent = made(spend("{'Description':'Fee','UnitAmount':'22.00','AccountCode':'400'}"));
    assertThat(spent.path("LineAmountTypes").asString()).isEqualTo("Inclusive");
    assertThat(amount(spent, "SubTotal")).isEqualByComparingTo("20");
    assertThat(amount(spent, "TotalTax")).isEqualByComparingTo("2");
    assertThat(amount(spent, "Total")).isEqualByComparingTo("22");
    assertThat(spent.path("Status").asString()).isEqualTo("AUTHORISED");
    assertThat(spent.at("/LineItems/0/Quantity").decimalValue()).isEqualByComparingTo("1");
  }

  @Test
  void theAnswerHasThePublishedShape() {
    JsonNode spent = made(spend("{'Description':'Fee','UnitAmount':'22.00','AccountCode':'400'}"));
    assertThat(spent.at("/BankAccount/Code").asString()).isEqualTo("090");
    assertThat(spent.at("/BankAccount/Name").asString()).isEqualTo("Business Bank Account");
    assertThat(spent.at("/BankAccount/AccountID").asString()).hasSize(36);
    assertThat(spent.path("DateString").asString()).isEqualTo("2026-11-03T00:00:00");
    assertThat(spent.path("Date").asString()).startsWith("/Date(");
    assertThat(spent.path("CurrencyCode").asString()).isEqualTo("AUD");
    assertThat(spent.path("CurrencyRate").decimalValue()).isEqualByComparingTo("1");
    assertThat(spent.path("IsReconciled").isBoolean()).isTrue();
    assertThat(spent.path("HasAttachments").isBoolean()).isTrue();
    assertThat(spent.path("Reference").asString("-")).isEmpty();
    assertThat(spent.at("/Contact/ContactStatus").asString()).isEqualTo("ACTIVE");
    assertThat(spent.has("AmountDue")).isFalse();
  }

  @Test
  void anAccountMustBeABankAccount() {
    assertThat(refused(spend(LINE).replace("'Code':'090'", "'Code':'855'")))
        .contains("Account code '855' is not a valid code for this document.");
    assertThat(refused(spend(LINE).replace("'Code':'090'", "'Code':'nope'")))
        .contains("Account could not be found");
    assertThat(refused(spend(LINE).replace("'Code':'090'", "'Name':'Cheque'")))
        .contains("BankAccount");
  }

  @Test
  void aContactMustBeNamed() {
    assertThat(refused(spend(LINE).replace("'Name':'Bank of Here'", "'FirstName':'B'")))
        .contains(
            "The Contact must contain at least 1 of the following elements to identify the contact:"
                + " Name, ContactID, ContactNumber");
    assertThat(refused(spend(LINE).replace("'Contact'", "'Somebody'")))
        .contains("A Contact must be specified for this type of transaction");
  }

  @Test
  void quantitiesPricesAndTheTotalMustMakeSense() {
    String line = "{'Description':'x','Quantity':%s,'UnitAmount':%s,'AccountCode':'400'}";
    assertThat(refused(spend(line.formatted("0", "5")))).contains("greater than zero");
    assertThat(refused(spend(line.formatted("-1", "-5")))).contains("greater than zero");
    assertThat(refused(spend(line.formatted("1", "0")))).contains("Unit amount must not be zero");
    assertThat(refused(spend(line.formatted("1", "-5"))))
        .contains("The Total for this document must be greater than zero.");
    JsonNode partlyNegative =
        made(spend(line.formatted("1", "-5") + "," + line.formatted("2", "5")));
    assertThat(amount(partlyNegative, "Total")).isEqualByComparingTo("5");
  }

  @Test
  void atLeastOneLineIsRequired() {
    assertThat(refused(spend(""))).contains("One or more line items must be specified");
  }

  @Test
  void taxSentAlongMustBeTheComputedTax() {
    String line = "{'Description':'x','UnitAmount':22,'AccountCode':'400','TaxAmount':%s}";
    assertThat(refused(spend(line.formatted("2.01")))).contains("calculated tax amount 2.00");
    assertThat(amount(made(spend(line.formatted("2"))), "TotalTax")).isEqualByComparingTo("2");
  }

  @Test
  void sumsSentAlongMustBeThoseOfTheLines() {
    assertThat(refused(spend(LINE).replace("'Type'", "'SubTotal':1,'Type'")))
        .contains("The document sub total does not equal the sub total of the lines");
    assertThat(refused(spend(LINE).replace("'Type'", "'Total':1,'Type'")))
        .contains("The document total does not equal the total of the lines");
  }

  @Test
  void moneySpentCanBeChangedByItsId() {
    JsonNode spent = made(spend(LINE));
    String id = spent.path("BankTransactionID").asString();
    JsonNode changed =
        xero.post("BankTransactions/" + id, "{'Reference':'cheque 7','LineItems':[" + LINE + "]}")
            .json()
            .at("/BankTransactions/0");
    assertThat(changed.path("Reference").asString()).isEqualTo("cheque 7");
    assertThat(changed.path("LineItems")).hasSize(1);
    assertThat(changed.at("/LineItems/0/LineItemID").asString())
        .isNotEqualTo(spent.at("/LineItems/0/LineItemID").asString());
    assertThat(xero.get("BankTransactions?page=1").json().path("BankTransactions")).hasSize(1);
  }

  @Test
  void anUpdateWithoutLinesKeepsThem() {
    String id = made(spend(LINE)).path("BankTransactionID").asString();
    JsonNode changed =
        xero.post("BankTransactions", "{'BankTransactionID':'" + id + "','LineItems':[]}")
            .json()
            .at("/BankTransactions/0");
    assertThat(changed.path("LineItems")).hasSize(1);
  }

  @Test
  void aReconciledTransactionCannotBeEditedUntilItIsUnreconciled() {
    JsonNode spent = made(spend(LINE).replace("'Type'", "'IsReconciled':true,'Type'"));
    assertThat(spent.path("IsReconciled").asBoolean()).isTrue();
    String address = "BankTransactions/" + spent.path("BankTransactionID").asString();
    assertThat(xero.post(address, "{'Reference':'r'}").body())
        .contains(
            "This Bank Transaction cannot be edited as it has been reconciled with a Bank"
                + " Statement.");
    assertThat(xero.post(address, "{'Status':'DELETED'}").status()).isEqualTo(400);
    assertThat(xero.post(address, "{'IsReconciled':false}").status()).isEqualTo(200);
    assertThat(xero.post(address, "{'Status':'DELETED'}").status()).isEqualTo(200);
  }

  @Test
  void moneySpentCanBeDeletedOnce() {
    String address = "BankTransactions/" + made(spend(LINE)).path("BankTransactionID").asString();
    assertThat(
            xero.post(address, "{'Status':'DELETED'}")
                .json()
                .at("/BankTransactions/0/Status")
                .asString())
        .isEqualTo("DELETED");
    assertThat(xero.post(address, "{'Status':'DELETED'}").status()).isEqualTo(400);
    assertThat(xero.get(address).json().at("/BankTransactions/0/Status").asString())
        .isEqualTo("DELETED");
  }

  @Test
  void moneyLeftAsACreditCanNeitherBeChangedNorDeleted() {
    String id = made(overpayment("50")).path("BankTransactionID").asString();
    for (String body : new String[] {"{'Reference':'r'}", "{'Status':'DELETED'}"}) {
      assertThat(xero.post("BankTransactions/" + id, body).status()).as(body).isEqualTo(400);
    }
  }

  @Test
  void anOverpaymentIsOneUntaxedLineOnTheControlAccount() {
    JsonNode received = made(overpayment("50"));
    assertThat(received.path("LineAmountTypes").asString()).isEqualTo("NoTax");
    assertThat(received.at("/LineItems/0/AccountCode").asString()).isEqualTo("610");
    assertThat(received.at("/LineItems/0/TaxType").asString()).isEqualTo("NONE");
    assertThat(amount(received, "TotalTax")).isEqualByComparingTo("0");
    assertThat(amount(received, "Total")).isEqualByComparingTo("50");
    assertThat(received.path("OverpaymentID").asString()).hasSize(36);
    JsonNode spent = made(overpayment("50").replace("RECEIVE", "SPEND"));
    assertThat(spent.at("/LineItems/0/AccountCode").asString()).isEqualTo("800");
    String line = "{'Description':'Paid twice','LineAmount':'50'}";
    assertThat(refused(overpayment("50").replace("]", "," + line + "]")))
        .contains("An overpayment can only have one line item");
  }

  @Test
  void aPrepaymentKeepsItsLinesAndTheirTax() {
    JsonNode received =
        made(
            spend("{'Description':'Kitchen','Quantity':1,'UnitAmount':500,'AccountCode':'200'}")
                .replace("'SPEND'", "'RECEIVE-PREPAYMENT','LineAmountTypes':'Exclusive'"));
    assertThat(received.path("PrepaymentID").asString()).hasSize(36);
    assertThat(amount(received, "TotalTax")).isEqualByComparingTo("50");
    assertThat(amount(received, "Total")).isEqualByComparingTo("550");
  }

  @Test
  void transfersAndUnknownTypesAreRefused() {
    assertThat(refused(spend(LINE).replace("'SPEND'", "'SPEND-TRANSFER'")))
        .contains("BankTransfers");
    assertThat(
            xero.put("BankTransactions", spend(LINE).replace("'SPEND'", "'GIFT'"))
                .json()
                .path("ErrorNumber")
                .asInt())
        .isEqualTo(14);
    assertThat(refused(spend(LINE).replace("'Type'", "'Sort'"))).contains("Type");
  }

  @Test
  void aUrlMustBeOne() {
    assertThat(refused(spend(LINE).replace("'Type'", "'Url':'foo','Type'")))
        .contains("The Url 'foo' is not valid.");
  }

  @Test
  void anItemFillsInWhatALineLeavesOut() {
    xero.put(
        "Items",
        "{'Code':'GB1','Name':'Balls','Description':'Golf balls','SalesDetails':{'UnitPrice':4,"
            + "'AccountCode':'200'}}");
    String line = "{'Quantity':5,'ItemCode':'GB1'}";
    JsonNode received = made(spend(line).replace("'SPEND'", "'RECEIVE'"));
    assertThat(received.at("/LineItems/0/Description").asString()).isEqualTo("Golf balls");
    assertThat(received.at("/LineItems/0/AccountCode").asString()).isEqualTo("200");
    assertThat(amount(received, "Total")).isEqualByComparingTo("20");
    assertThat(refused(spend(line).replace("'SPEND'", "'RECEIVE-PREPAYMENT'")))
        .contains(
            "ItemCode can only be present when the Bank Transaction Type is SPEND or RECEIVE");
  }

  @Test
  void anArchivedBankAccountMovesNoMoney() {
    String id =
        xero.put(
                "Accounts",
                "{'Code':'099','Name':'Old','Type':'BANK','BankAccountNumber':'121-121-1234567'}")
            .json()
            .at("/Accounts/0/AccountID")
            .asString();
    made(spend(LINE).replace("'090'", "'099'"));
    xero.post("Accounts/" + id, "{'Status':'ARCHIVED'}");
    String archived = "Account code '099' has been archived, or has been deleted";
    assertThat(refused(spend(LINE).replace("'090'", "'099'"))).contains(archived);
    String invoice = invoice("B-1", "100").path("InvoiceID").asString();
    assertThat(
            xero.put(
                    "Payments",
                    "{'Invoice':{'InvoiceID':'"
                        + invoice
                        + "'},'Account':{'Code':'099'},'Amount':1}")
                .body())
        .contains(archived);
  }

  @Test
  void aLockedPeriodTakesNoBankTransactions() {
    String id = made(spend(LINE)).path("BankTransactionID").asString();
    xero.control("POST", "organisations/" + Xero.AU + "/lock?date=2026-11-03");
    assertThat(refused(spend(LINE))).contains("period lock date");
    assertThat(xero.post("BankTransactions/" + id, "{'Status':'DELETED'}").body())
        .contains("period lock date");
  }

  @Test
  void aListHasLinesOnlyByThePage() {
    made(spend(LINE));
    assertThat(xero.get("BankTransactions").json().at("/BankTransactions/0/LineItems")).isEmpty();
    JsonNode page = xero.get("BankTransactions?page=1").json();
    assertThat(page.at("/BankTransactions/0/LineItems")).hasSize(1);
    assertThat(page.at("/pagination/itemCount").asInt()).isEqualTo(1);
    assertThat(page.at("/BankTransactions/0/Contact/ContactPersons").isArray()).isTrue();
  }

  @Test
  void listsAreFilteredAndOrderedByTheirFields() {
    made(spend(LINE));
    made(overpayment("50"));
    for (String where :
        new String[] {
          "Type==\"SPEND\" AND Date==DateTime(2026, 11, 03)",
          "Contact.Name==\"Bank of Here\" AND Total<30",
          "BankAccount.Code==\"090\" AND OverpaymentID==null"
        }) {
      assertThat(
              xero.get("BankTransactions?where=" + Xero.encode(where))
                  .json()
                  .path("BankTransactions"))
          .as(where)
          .hasSize(1);
    }
    assertThat(
            xero.get("BankTransactions?order=" + Xero.encode("Total DESC"))
                .json()
                .at("/BankTransactions/0/Type")
                .asString())
        .isEqualTo("RECEIVE-OVERPAYMENT");
  }

  @Test
  void theIdOfTheOverpaymentFindsItsTransaction() {
    JsonNode received = made(overpayment("50"));
    JsonNode found =
        xero.get("BankTransactions/" + received.path("OverpaymentID").asString())
            .json()
            .at("/BankTransactions/0");
    assertThat(found.path("BankTransactionID").asString())
        .isEqualTo(received.path("BankTransactionID").asString());
    assertThat(xero.get("BankTransactions/6b8e1c0e-0000-4000-8000-000000000000").status())
        .isEqualTo(404);
  }

  private static final String LINE =
      "{'Description':'Fee','Quantity':1,'UnitAmount':22,'AccountCode':'400'}";

  private static String spend(String lines) {
    return "{'Type':'SPEND','Contact':{'Name':'Bank of Here'},'BankAccount':{'Code':'090'},"
        + "'Date':'2026-11-03','LineItems':["
        + lines
        + "]}";
  }

  private static String overpayment(String amount) {
    return "{'Type':'RECEIVE-OVERPAYMENT','Contact':{'Name':'Ada Byron'},"
        + "'BankAccount':{'Code':'090'},'Date':'2026-11-03','LineAmountTypes':'NoTax',"
        + "'LineItems':[{'Description':'Paid twice','LineAmount':'"
        + amount
        + "'}]}";
  }

  private JsonNode made(String body) {
    var reply = xero.put("BankTransactions", body);
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    return reply.json().at("/BankTransactions/0");
  }

  private String refused(String body) {
    var reply = xero.put("BankTransactions", body);
    assertThat(reply.status()).as(reply.body()).isEqualTo(400);
    assertThat(reply.json().path("Type").asString()).isEqualTo("ValidationException");
    return reply.body();
  }

  private static BigDecimal amount(JsonNode document, String field) {
    return document.path(field).decimalValue();
  }
}
