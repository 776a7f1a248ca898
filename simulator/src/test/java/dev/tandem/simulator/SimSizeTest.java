package dev.tandem.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.simulator.limits.Allowances;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten thousand contacts and ten thousand invoices in one organisation. */
class SimSizeTest {
  private static final int COUNT = 10_000;
  private static final Duration QUICK = Duration.ofMillis(1500);

  @TempDir private Path data;

  private SimulatorSettings settings() {
    return SimulatorSettings.defaults()
        .data(data)
        .allowances(new Allowances(5, 100_000, 100_000, 100_000));
  }

  @Test
  void readsStayQuickAndARestartIsQuickToo() {
    String id;
    Xero xero;
    try (XeroSimulator simulator = XeroSimulator.start(settings())) {
      xero = Xero.connected(simulator);
      for (int i = 0; i < COUNT; i += 500) {
        assertThat(xero.put("Contacts", contacts(i)).status()).isEqualTo(200);
        assertThat(xero.put("Invoices", invoices(i)).status()).isEqualTo(200);
      }
      id = xero.get("Invoices/B-5000").json().at("/Invoices/0/InvoiceID").asString();
      Xero client = xero;
      within(() -> client.get("Invoices?IDs=" + id));
      within(() -> client.get("Invoices?page=90"));
      within(() -> client.get("Contacts?page=90"));
      within(() -> client.get("Contacts?page=1&pageSize=1000&searchTerm=9999"));
      within(() -> client.get("Invoices?page=1&where=InvoiceNumber%3D%3D%22B-77%22"));
      within(() -> client.put("Contacts", "{'Name':'One more'}"));
    }
    long start = System.nanoTime();
    try (XeroSimulator simulator = XeroSimulator.start(settings())) {
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
      Xero again = new Xero(simulator.uri());
      again.keep(again.refresh(xero.refreshToken()));
      assertThat(again.get("Contacts?page=1").json().at("/pagination/itemCount").asInt())
          .isEqualTo(COUNT + 1);
    }
  }

  private static void within(java.util.function.Supplier<Xero.Reply> call) {
    long start = System.nanoTime();
    assertThat(call.get().status()).isEqualTo(200);
    Duration taken = Duration.ofNanos(System.nanoTime() - start);
    System.out.println("SimSizeTest: " + taken.toMillis() + " ms");
    assertThat(taken).isLessThan(QUICK);
  }

  private static String contacts(int from) {
    StringBuilder body = new StringBuilder("{'Contacts':[");
    for (int i = from; i < from + 500; i++) {
      body.append(i == from ? "" : ",")
          .append("{'Name':'Client " + i + "','ContactNumber':'N" + i + "'}");
    }
    return body.append("]}").toString();
  }

  private static String invoices(int from) {
    StringBuilder body = new StringBuilder("{'Invoices':[");
    for (int i = from; i < from + 500; i++) {
      body.append(i == from ? "" : ",")
          .append(
              "{'Type':'ACCREC','Status':'AUTHORISED','Contact':{'ContactNumber':'N"
                  + i
                  + "'},'Date':'2026-11-02','DueDate':'2026-11-16','InvoiceNumber':'B-"
                  + i
                  + "','LineItems':[{'Description':'Visit','Quantity':1,'UnitAmount':90,'AccountCode':'200'}]}");
    }
    return body.append("]}").toString();
  }
}
