package dev.tandem.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.simulator.accounting.books.Switch;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** §4.5 of the fact sheet: online invoices, e-mail and PDF. */
class SimInvoiceExtrasTest extends SimulatorTest {
  private String approved(String number, String email) {
    xero.put("Contacts", "{'Name':'Ada Byron','EmailAddress':'" + email + "'}");
    return invoice(number, "100").path("InvoiceID").asString();
  }

  private String draft(String type) {
    return xero.put("Invoices", "{'Type':'" + type + "','Contact':{'Name':'Ada Byron'}}")
        .json()
        .at("/Invoices/0/InvoiceID")
        .asString();
  }

  private void turn(Switch which, boolean on) {
    xero.control("POST", "switches?name=" + which.key() + "&on=" + on);
  }

  private Xero.Reply pdf(String resource) {
    HttpRequest plain = xero.request("GET", "/api.xro/2.0/" + resource, "");
    return xero.exchange(
        HttpRequest.newBuilder(plain, (name, value) -> !name.equalsIgnoreCase("Accept"))
            .header("Accept", "application/pdf")
            .build());
  }

  private Xero.Reply email(String id) {
    return xero.post("Invoices/" + id + "/Email", "");
  }

  @Test
  void anApprovedSalesInvoiceHasAnAddressOnline() {
    String id = approved("O-1", "ada@example.com");
    JsonNode reply = xero.get("Invoices/" + id + "/OnlineInvoice").json();
    String url = reply.at("/OnlineInvoices/0/OnlineInvoiceUrl").asString();
    assertThat(url).matches("https://in\\.xero\\.com/[A-Za-z0-9]{40}");
    assertThat(xero.get("Invoices/O-1/OnlineInvoice").json().at("/OnlineInvoices/0"))
        .isEqualTo(reply.at("/OnlineInvoices/0"));
  }

  @Test
  void draftsAndBillsAreNotOnline() {
    assertThat(xero.get("Invoices/" + draft("ACCREC") + "/OnlineInvoice").status()).isEqualTo(400);
    assertThat(xero.get("Invoices/" + draft("ACCPAY") + "/OnlineInvoice").status()).isEqualTo(400);
    assertThat(xero.get("Invoices/nothing/OnlineInvoice").status()).isEqualTo(404);
  }

  @Test
  void emailingAnswers204AndMarksTheInvoiceAsSent() {
    String id = approved("E-1", "ada@example.com");
    Xero.Reply reply = email(id);
    assertThat(reply.status()).isEqualTo(204);
    assertThat(reply.body()).isEmpty();
    assertThat(read(id).path("SentToContact").asBoolean()).isTrue();
    JsonNode mail = xero.control("GET", "mail").json().path(0);
    assertThat(mail.at("/to/0").asString()).isEqualTo("ada@example.com");
    assertThat(mail.path("subject").asString()).contains("E-1");
  }

  @Test
  void draftsAndContactsWithoutAnAddressGetNoEmail() {
    assertThat(email(draft("ACCREC")).status()).isEqualTo(400);
    assertThat(email(approved("E-1", "")).status()).isEqualTo(400);
    assertThat(xero.control("GET", "mail").json()).isEmpty();
  }

  @Test
  void aDemoCompanySendsNoEmailWhenTheSwitchSaysSo() {
    String id = approved("E-1", "ada@example.com");
    turn(Switch.DEMO_COMPANIES_SEND_NO_EMAIL, true);
    Xero.Reply refused = email(id);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body()).contains("daily limit of 0");
    xero.control("POST", "organisations/" + Xero.AU + "/demo?is=false");
    assertThat(email(id).status()).isEqualTo(204);
  }

  @Test
  void aDocumentIsAPdfForThoseWhoAcceptOne() {
    approved("PDF-1", "");
    Xero.Reply pdf = pdf("Invoices/PDF-1");
    assertThat(pdf.status()).isEqualTo(200);
    assertThat(pdf.header("Content-Type")).isEqualTo("application/pdf");
    assertThat(pdf.body()).startsWith("%PDF-1.").contains("PDF-1", "Ada Byron", "110.00", "%%EOF");
    assertThat(xero.get("Invoices/PDF-1/pdf").body()).startsWith("%PDF-1.");
  }

  @Test
  void aCreditNoteIsAPdfForThoseWhoAcceptOne() {
    xero.put(
        "CreditNotes",
        "{'Type':'ACCRECCREDIT','Contact':{'Name':'Ada (Byron)'},'CreditNoteNumber':'CN-9'}");
    Xero.Reply pdf = pdf("CreditNotes/CN-9");
    assertThat(pdf.header("Content-Type")).isEqualTo("application/pdf");
    assertThat(pdf.body()).contains("CREDIT NOTE CN-9", "Ada \\(Byron\\)");
  }
}
