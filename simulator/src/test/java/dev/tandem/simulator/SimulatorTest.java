package dev.tandem.simulator;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** One simulator for a class of tests, as new and with a connected client for each of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SimulatorTest {
  XeroSimulator simulator;
  Xero xero;

  SimulatorSettings settings() {
    return SimulatorSettings.defaults();
  }

  @BeforeAll
  void start() {
    simulator = XeroSimulator.start(settings());
  }

  @AfterAll
  void stop() {
    simulator.close();
  }

  @BeforeEach
  void connect() {
    simulator.reset();
    xero = Xero.connected(simulator);
  }

  void minutes(int minutes) {
    simulator.advance(Duration.ofMinutes(minutes));
  }

  /** By the simulator's clock, which no reset turns back. */
  Instant now() {
    return Instant.parse(xero.control("GET", "clock").json().path("now").asString());
  }

  String contact(String name) {
    return xero.put("Contacts", "{'Name':'" + name + "'}")
        .json()
        .at("/Contacts/0/ContactID")
        .asString();
  }

  /** An approved sales invoice of one line at 200 (GST 10 %), answered as stored. */
  JsonNode invoice(String number, String unitAmount) {
    return xero.put("Invoices", invoiceBody(number, unitAmount)).json().at("/Invoices/0");
  }

  String invoiceBody(String number, String unitAmount) {
    return """
        {'Type':'ACCREC','Contact':{'Name':'Ada Byron'},'Status':'AUTHORISED','Date':'2026-11-02',
         'DueDate':'2026-11-16','InvoiceNumber':'%s','LineItems':[{'Description':'Visit',
         'Quantity':1,'UnitAmount':%s,'AccountCode':'200'}]}
        """
        .formatted(number, unitAmount);
  }

  JsonNode pay(String invoiceId, String amount) {
    return xero.put(
            "Payments",
            "{'Invoice':{'InvoiceID':'%s'},'Account':{'Code':'090'},'Date':'2026-11-05','Amount':%s}"
                .formatted(invoiceId, amount))
        .json();
  }

  JsonNode read(String invoiceId) {
    return xero.get("Invoices/" + invoiceId).json().at("/Invoices/0");
  }
}
