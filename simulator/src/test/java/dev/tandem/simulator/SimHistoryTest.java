package dev.tandem.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** §4.5 of the fact sheet: history and notes. */
class SimHistoryTest extends SimulatorTest {
  private JsonNode history(String path) {
    var answer = xero.get(path + "/History");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json().path("HistoryRecords");
  }

  private List<String> changes(String path) {
    return history(path).findValuesAsString("Changes");
  }

  private String draft() {
    return xero.put("Invoices", invoiceBody("C-1", "100").replace("'AUTHORISED'", "'DRAFT'"))
        .json()
        .at("/Invoices/0/InvoiceID")
        .asString();
  }

  @Test
  void whatAnAppDoesIsTold() {
    JsonNode entry = history("Invoices/" + draft()).get(0);
    assertThat(entry.path("Changes").asString()).isEqualTo("Created");
    assertThat(entry.path("User").asString()).isEqualTo("System Generated");
    assertThat(entry.path("Details").asString())
        .isEqualTo("Received through the Xero API from Tandem");
    assertThat(entry.path("DateUTC").asString()).matches("/Date\\(\\d+\\+0000\\)/");
    assertThat(entry.path("DateUTCString").asString())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d");
    assertThat(entry.propertyNames())
        .containsExactlyInAnyOrder("Changes", "DateUTCString", "DateUTC", "User", "Details");
  }

  @Test
  void whatXerosUserDoesIsToldWithTheName() {
    String id = draft();
    xero.control("POST", "organisations/" + Xero.AU + "/invoices/" + id, "{'Reference':'Mine'}");
    JsonNode entry = history("Invoices/" + id).get(0);
    assertThat(entry.path("Changes").asString()).isEqualTo("Edited");
    assertThat(entry.path("User").asString()).isEqualTo("Morgan Hale");
  }

  @Test
  void anInvoicesLifeIsToldNewestFirst() {
    String id = draft();
    xero.post("Invoices/" + id, "{'Reference':'Second thoughts'}");
    xero.post("Invoices/" + id, "{'Status':'AUTHORISED'}");
    pay(id, "10");
    pay(id, "100");
    assertThat(changes("Invoices/" + id))
        .containsExactly("Paid", "Payment", "Approved", "Edited", "Created");
  }

  @Test
  void theEndOfADocumentIsTold() {
    String id = invoice("C-2", "100").path("InvoiceID").asString();
    xero.post("Invoices/" + id, "{'Status':'VOIDED'}");
    assertThat(changes("Invoices/" + id)).containsExactly("Voided", "Created");
  }

  @Test
  void aContactsChangesAreToldAndNotThatItBecameACustomer() {
    String id = contact("Ada Byron");
    invoice("C-1", "100");
    xero.post("Contacts/" + id, "{'FirstName':'Ada'}");
    xero.post("Contacts/" + id, "{'ContactStatus':'ARCHIVED'}");
    assertThat(changes("Contacts/" + id)).containsExactly("Archived", "Updated", "Created");
  }

  @Test
  void aPaymentHasAHistoryOfItsOwn() {
    String invoice = invoice("C-1", "100").path("InvoiceID").asString();
    String payment = pay(invoice, "10").at("/Payments/0/PaymentID").asString();
    xero.post("Payments/" + payment, "{'Status':'DELETED'}");
    assertThat(changes("Payments/" + payment)).containsExactly("Deleted", "Created");
  }

  @Test
  void aPaymentTakenBackIsToldAsSuch() {
    String id = invoice("C-1", "100").path("InvoiceID").asString();
    String payment = pay(id, "10").at("/Payments/0/PaymentID").asString();
    xero.post("Payments/" + payment, "{'Status':'DELETED'}");
    assertThat(changes("Invoices/" + id)).containsExactly("Payment Removed", "Payment", "Created");
  }

  @Test
  void booksFilledByTheThousandHaveNoHistory() {
    xero.control("POST", "organisations/" + Xero.AU + "/fill?contacts=20&invoices=0");
    JsonNode filled = xero.get("Contacts?page=1&pageSize=20").json().path("Contacts");
    assertThat(filled).hasSize(20);
    assertThat(history("Contacts/" + filled.at("/15/ContactID").asString())).isEmpty();
  }

  @Test
  void aRefusedChangeLeavesNoTrace() {
    String id = invoice("C-1", "100").path("InvoiceID").asString();
    xero.post("Invoices/" + id, "{'Status':'DRAFT'}");
    assertThat(changes("Invoices/" + id)).containsExactly("Created");
  }

  @Test
  void notesAreAddedByPutAndByPost() {
    String id = contact("Ada Byron");
    JsonNode added =
        xero.put(
                "Contacts/" + id + "/History",
                "{'HistoryRecords':[{'Details':'Rang twice'},{'Details':'Left word'}]}")
            .json()
            .path("HistoryRecords");
    assertThat(added).hasSize(2);
    assertThat(added.at("/0/Details").asString()).isEqualTo("Rang twice");
    xero.post("Contacts/" + id + "/History", "{'HistoryRecords':[{'Details':'Third'}]}");
    JsonNode entries = history("Contacts/" + id);
    assertThat(entries.at("/0/Details").asString()).isEqualTo("Third");
    assertThat(entries.at("/0/Changes").asString()).isEqualTo("Note");
    assertThat(entries.at("/0/User").asString()).isEqualTo("System Generated");
    assertThat(entries).hasSize(4);
  }

  @Test
  void aNoteDoesNotMoveTheDocumentsDate() {
    String id = contact("Ada Byron");
    String before = xero.get("Contacts/" + id).json().at("/Contacts/0/UpdatedDateUTC").asString();
    simulator.advance(Duration.ofSeconds(5));
    xero.put("Contacts/" + id + "/History", "{'HistoryRecords':[{'Details':'Rang'}]}");
    assertThat(xero.get("Contacts/" + id).json().at("/Contacts/0/UpdatedDateUTC").asString())
        .isEqualTo(before);
  }

  @Test
  void aNoteHas2500Characters() {
    String path = "Contacts/" + contact("Ada Byron") + "/History";
    assertThat(
            xero.put(path, "{'HistoryRecords':[{'Details':'" + "x".repeat(2500) + "'}]}").status())
        .isEqualTo(200);
    assertThat(
            xero.put(path, "{'HistoryRecords':[{'Details':'" + "x".repeat(2501) + "'}]}").status())
        .isEqualTo(400);
    assertThat(xero.put(path, "{'HistoryRecords':[{'Changes':'Note'}]}").status()).isEqualTo(400);
  }

  @Test
  void whatIsNotThereHasNoHistory() {
    assertThat(xero.get("Contacts/" + Xero.AU + "/History").status()).isEqualTo(404);
    assertThat(
            xero.put("Contacts/" + Xero.AU + "/History", "{'HistoryRecords':[{'Details':'x'}]}")
                .status())
        .isEqualTo(404);
  }

  @Test
  void theOtherDocumentsHaveOneToo() {
    xero.connect(SettingsTest.WRITING + " accounting.banktransactions", Xero.AU);
    xero.put("Items", "{'Code':'Oil'}");
    assertThat(changes("Items/Oil")).containsExactly("Created");
    String spent =
        xero.put(
                "BankTransactions",
                """
                {'Type':'SPEND','Contact':{'Name':'Ada Byron'},'BankAccount':{'Code':'090'},
                 'LineItems':[{'Description':'Tea','Quantity':1,'UnitAmount':5,'AccountCode':'429'}]}
                """)
            .json()
            .at("/BankTransactions/0/BankTransactionID")
            .asString();
    assertThat(changes("BankTransactions/" + spent)).containsExactly("Created");
  }
}
