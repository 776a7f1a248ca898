package dev.tandem.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;

/** The console, as a browser without JavaScript uses it. */
class SimConsoleTest extends SimulatorTest {
  private Xero.Reply submit(String path, String form) {
    return xero.exchange(
        HttpRequest.newBuilder(URI.create(simulator.uri() + path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build());
  }

  @Test
  void everyPageOpens() {
    invoice("K-1", "100");
    String contact = xero.books().at("/Contacts/0/ContactID").asString();
    for (String page :
        new String[] {
          "/",
          "/console/" + Xero.AU + "/invoices",
          "/console/" + Xero.AU + "/contacts",
          "/console/" + Xero.AU + "/contacts/" + contact,
          "/console/calls",
          "/console/webhooks",
          "/console/faults",
          "/console/apps",
          "/console/console.css"
        }) {
      assertThat(xero.send("GET", page, "").status()).as(page).isEqualTo(200);
    }
  }

  @Test
  void anInvoiceIsPaidInFullFromItsRow() {
    var invoice = invoice("K-1", "100");
    String page = "/console/" + Xero.AU + "/invoices";
    assertThat(xero.send("GET", page + "?q=k-1", "").body()).contains("K-1", "Pay in full");
    var done = submit(page + "/" + invoice.path("InvoiceID").asString() + "/pay", "");
    assertThat(done.status()).isEqualTo(303);
    assertThat(xero.send("GET", done.header("Location"), "").body())
        .contains("Paid 110.00 on invoice K-1.");
    assertThat(read(invoice.path("InvoiceID").asString()).path("Status").asString())
        .isEqualTo("PAID");
  }

  @Test
  void tooMuchIsRefusedInWords() {
    String id = invoice("K-1", "100").path("InvoiceID").asString();
    var refused = submit("/console/" + Xero.AU + "/invoices/" + id + "/pay", "amount=500");
    assertThat(xero.send("GET", refused.header("Location"), "").body())
        .contains("Payment amount exceeds the amount outstanding");
  }

  @Test
  void aContactIsEditedAndWhatIsTypedIsEscaped() {
    String id = contact("Ada Byron");
    submit(
        "/console/" + Xero.AU + "/contacts/" + id,
        "Name=Ada+%26+Co&EmailAddress=a%40example.com&Phone=0491+570+156");
    var contact = xero.get("Contacts/" + id).json().at("/Contacts/0");
    assertThat(contact.path("Name").asString()).isEqualTo("Ada & Co");
    assertThat(contact.path("Phones").toString()).contains("0491 570 156");
    assertThat(xero.send("GET", "/console/" + Xero.AU + "/contacts", "").body())
        .contains("Ada &amp; Co");
    assertThat(xero.send("GET", "/?done=%3Cscript%3E", "").body()).doesNotContain("<script>");
  }

  @Test
  void revokingTheGrantPutsTheAppOut() {
    submit("/console/apps/client/revoke", "");
    assertThat(xero.get("Organisation").status()).isEqualTo(403);
    assertThat(xero.refresh(xero.refreshToken()).status()).isEqualTo(400);
  }
}
