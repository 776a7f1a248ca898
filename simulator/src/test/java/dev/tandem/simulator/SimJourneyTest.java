package dev.tandem.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The main road: consent, token, connection, contact, invoice, payment. */
class SimJourneyTest {
  private XeroSimulator simulator;
  private Xero xero;

  @BeforeEach
  void connect() {
    simulator = XeroSimulator.start(SimulatorSettings.defaults());
    xero = Xero.connected(simulator);
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  @Test
  void fromConsentToAPaidInvoice() {
    var connection = xero.send("GET", "/connections", "").json().get(0);
    assertThat(connection.path("tenantId").asString()).isEqualTo(Xero.AU);
    assertThat(xero.get("Organisation").json().at("/Organisations/0/OrganisationID").asString())
        .isEqualTo(Xero.AU);
    assertThat(xero.get("Accounts").json().path("Accounts")).hasSizeGreaterThan(40);
    assertThat(xero.get("TaxRates").json().path("TaxRates")).hasSize(11);

    var contact = xero.put("Contacts", "{'Contacts':[{'Name':'Ada Byron'}]}").json();
    String contactId = contact.at("/Contacts/0/ContactID").asString();
    var invoice =
        xero.put(
                "Invoices?summarizeErrors=false&unitdp=4",
                """
                {'Invoices':[{'Type':'ACCREC','Contact':{'ContactID':'%s'},'Status':'AUTHORISED',
                  'Date':'2026-11-20','DueDate':'2026-12-04','InvoiceNumber':'T-1','LineItems':[
                  {'Description':'Visit','Quantity':1,'UnitAmount':90.5,'AccountCode':'200'}]}]}
                """
                    .formatted(contactId))
            .json();
    assertThat(invoice.at("/Invoices/0/StatusAttributeString").asString()).isEqualTo("OK");
    assertThat(invoice.at("/Invoices/0/Total").decimalValue()).isEqualByComparingTo("99.55");
    String invoiceId = invoice.at("/Invoices/0/InvoiceID").asString();

    xero.control("POST", "organisations/" + Xero.AU + "/invoices/T-1/pay");
    var paid = xero.get("Invoices?IDs=" + invoiceId).json().at("/Invoices/0");
    assertThat(paid.path("Status").asString()).isEqualTo("PAID");
    assertThat(paid.path("AmountDue").decimalValue()).isEqualByComparingTo("0");
    assertThat(paid.path("Payments")).hasSize(1);
    assertThat(xero.books().path("Payments")).hasSize(1);
  }
}
