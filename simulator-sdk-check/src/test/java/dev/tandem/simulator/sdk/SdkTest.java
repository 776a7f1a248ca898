package dev.tandem.simulator.sdk;

import com.google.api.client.http.HttpRequestFactory;
import com.google.api.client.http.javanet.NetHttpTransport;
import com.xero.api.ApiClient;
import com.xero.api.client.AccountingApi;
import com.xero.models.accounting.Account;
import com.xero.models.accounting.Contact;
import com.xero.models.accounting.Contacts;
import com.xero.models.accounting.Invoice;
import com.xero.models.accounting.Invoices;
import com.xero.models.accounting.LineAmountTypes;
import com.xero.models.accounting.LineItem;
import dev.tandem.simulator.SimulatorSettings;
import dev.tandem.simulator.XeroSimulator;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.threeten.bp.LocalDate;

/** One simulator for a class of tests, as new and with Xero's own client connected for each. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SdkTest {
  static final String TENANT = "8f2b6f0c-4a51-4d3e-9c77-1d2a6b0e5a01";
  static final LocalDate DAY = LocalDate.of(2026, 11, 10);
  static final LocalDate DUE = LocalDate.of(2026, 11, 24);
  static final Account BANK = new Account().code("090");

  XeroSimulator simulator;
  AccountingApi xero;
  String token;

  @BeforeAll
  void start() {
    simulator = XeroSimulator.start(SimulatorSettings.defaults());
    xero = new AccountingApi(client(simulator.uri() + "/api.xro/2.0"));
  }

  @AfterAll
  void stop() {
    simulator.close();
  }

  @BeforeEach
  void connect() throws IOException {
    simulator.reset();
    token = new Consent(simulator.uri()).connect(TENANT).getAccessToken();
  }

  static ApiClient client(String address) {
    HttpRequestFactory requests = new NetHttpTransport().createRequestFactory();
    return new ApiClient(address, null, null, null, requests);
  }

  /** A contact as stored. */
  Contact contact(String name) throws IOException {
    Contacts contacts = new Contacts().addContactsItem(new Contact().name(name));
    return xero.createContacts(token, TENANT, contacts, null, false).getContacts().getFirst();
  }

  static Contact only(Contact contact) {
    return new Contact().contactID(contact.getContactID());
  }

  static LineItem line(String description, double unitAmount) {
    return new LineItem()
        .description(description)
        .quantity(1.0)
        .unitAmount(unitAmount)
        .accountCode("200");
  }

  /** Dates go out as the SDK writes them, in milliseconds. */
  static Invoice sales(Contact contact, String number, LineItem... lines) {
    Invoice invoice = new Invoice();
    invoice.setDate(DAY);
    invoice.setDueDate(DUE);
    return invoice
        .type(Invoice.TypeEnum.ACCREC)
        .contact(only(contact))
        .invoiceNumber(number)
        .lineAmountTypes(LineAmountTypes.EXCLUSIVE)
        .status(Invoice.StatusEnum.AUTHORISED)
        .lineItems(List.of(lines));
  }

  Invoice stored(Invoice invoice) throws IOException {
    Invoices sent = new Invoices().addInvoicesItem(invoice);
    return xero.createInvoices(token, TENANT, sent, null, false, 4).getInvoices().getFirst();
  }

  static Invoice only(UUID invoiceId) {
    return new Invoice().invoiceID(invoiceId);
  }

  Invoice read(UUID invoiceId) throws IOException {
    return xero.getInvoice(token, TENANT, invoiceId, 4).getInvoices().getFirst();
  }
}
