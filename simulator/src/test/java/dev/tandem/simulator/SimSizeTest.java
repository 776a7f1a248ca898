package dev.tandem.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.simulator.limits.Allowances;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Ten thousand contacts and ten thousand invoices in one organisation. What each kind of read takes
 * is printed as a table; what must hold here is what it finds.
 */
class SimSizeTest {
  private static final int COUNT = 10_000;

  @TempDir private Path data;

  private final List<String> table = new ArrayList<>();

  private SimulatorSettings settings() {
    return SimulatorSettings.defaults()
        .data(data)
        .allowances(new Allowances(5, 100_000, 100_000, 100_000));
  }

  @Test
  void readsAndARestartFindWhatTheyShouldAmongTenThousand() {
    String refreshToken;
    try (XeroSimulator simulator = XeroSimulator.start(settings())) {
      Xero xero = Xero.connected(simulator);
      timed("fill: 10,000 contacts and 10,000 invoices in calls of 500", () -> fill(xero));
      reads(xero, simulator);
      table.add("memory in use after a collection | " + megabytes() + " MB");
      refreshToken = xero.refreshToken();
    }
    restart(refreshToken);
    System.out.println("SimSizeTest:\n  " + String.join("\n  ", table));
  }

  private static int fill(Xero xero) {
    for (int i = 0; i < COUNT; i += 500) {
      assertThat(xero.put("Contacts", contacts(i)).status()).isEqualTo(200);
      assertThat(xero.put("Invoices", invoices(i)).status()).isEqualTo(200);
    }
    return COUNT;
  }

  private void reads(Xero xero, XeroSimulator simulator) {
    List<String> ids = new ArrayList<>();
    JsonNode some = xero.get("Invoices?page=50&pageSize=40").json().path("Invoices");
    some.forEach(each -> ids.add(each.path("InvoiceID").asString()));
    found(40, "Invoices?IDs= with 40 ids", () -> xero.get("Invoices?IDs=" + String.join(",", ids)));
    found(100, "Invoices?page=1", () -> xero.get("Invoices?page=1"));
    found(100, "Invoices?page=90", () -> xero.get("Invoices?page=90"));
    found(1000, "Invoices?page=9&pageSize=1000", () -> xero.get("Invoices?page=9&pageSize=1000"));
    found(100, "Contacts?page=90", () -> xero.get("Contacts?page=90"));
    found(1, "Contacts?searchTerm=9999", () -> xero.get("Contacts?page=1&searchTerm=9999"));
    found(
        1,
        "Invoices?where=InvoiceNumber==\"B-77\"",
        () -> xero.get("Invoices?page=1&where=InvoiceNumber%3D%3D%22B-77%22"));
    found(
        1,
        "Invoices?where=Contact.Name==\"Client 77\"",
        () -> xero.get("Invoices?page=1&where=Contact.Name%3D%3D%22Client+77%22"));
    found(
        100,
        "Invoices?order=Contact.Name DESC",
        () -> xero.get("Invoices?page=1&order=Contact.Name+DESC"));
    found(COUNT, "Invoices, the whole list", () -> xero.get("Invoices"));
    simulator.advance(Duration.ofMinutes(1));
    String now = xero.get("Organisation").json().path("DateTimeUTC").asString();
    Instant since = Instant.ofEpochMilli(Long.parseLong(now.replaceAll("\\D", "")));
    xero.put("Contacts", "{'Name':'One more'}");
    Xero later = xero.with("If-Modified-Since", since.toString());
    found(1, "Contacts with If-Modified-Since", () -> later.get("Contacts?page=1"));
    found(1, "one invoice by number", () -> xero.get("Invoices/B-5000"));
    found(1, "one contact, with balances", () -> xero.get("Contacts/N5000"));
    found(1, "PUT of one contact", () -> xero.put("Contacts", "{'Name':'Another one'}"));
  }

  private void restart(String refreshToken) {
    XeroSimulator again = timed("restart with --data", () -> XeroSimulator.start(settings()));
    try (again) {
      Xero xero = new Xero(again.uri());
      xero.keep(xero.refresh(refreshToken));
      assertThat(xero.get("Contacts?page=1").json().at("/pagination/itemCount").asInt())
          .isEqualTo(COUNT + 2);
      assertThat(xero.get("Invoices?page=1").json().at("/pagination/itemCount").asInt())
          .isEqualTo(COUNT);
    }
  }

  /** The quickest of three, so that what is told is the work and not the warming up. */
  private void found(int count, String what, Supplier<Xero.Reply> call) {
    long best = Long.MAX_VALUE;
    for (int i = 0; i < (what.startsWith("PUT") ? 1 : 3); i++) {
      long start = System.nanoTime();
      Xero.Reply reply = call.get();
      best = Math.min(best, System.nanoTime() - start);
      assertThat(reply.status()).as(what).isEqualTo(200);
      JsonNode json = reply.json();
      assertThat(json.path("Invoices").size() + json.path("Contacts").size())
          .as(what)
          .isEqualTo(count);
    }
    table.add(what + " | " + Duration.ofNanos(best).toMillis() + " ms");
  }

  private <T> T timed(String what, Supplier<T> work) {
    long start = System.nanoTime();
    T result = work.get();
    table.add(what + " | " + Duration.ofNanos(System.nanoTime() - start).toMillis() + " ms");
    return result;
  }

  private static long megabytes() {
    Runtime runtime = Runtime.getRuntime();
    System.gc();
    return (runtime.totalMemory() - runtime.freeMemory()) / (1024 * 1024);
  }

  private static String contacts(int from) {
    return IntStream.range(from, from + 500)
        .mapToObj(i -> "{'Name':'Client " + i + "','ContactNumber':'N" + i + "'}")
        .collect(Collectors.joining(",", "{'Contacts':[", "]}"));
  }

  private static String invoices(int from) {
    return IntStream.range(from, from + 500)
        .mapToObj(
            i ->
                "{'Type':'ACCREC','Status':'AUTHORISED','Contact':{'ContactNumber':'N"
                    + i
                    + "'},'Date':'2026-11-02','DueDate':'2026-11-16','InvoiceNumber':'B-"
                    + i
                    + "','LineItems':[{'Description':'Visit','Quantity':1,'UnitAmount':90,'AccountCode':'200'}]}")
        .collect(Collectors.joining(",", "{'Invoices':[", "]}"));
  }
}
