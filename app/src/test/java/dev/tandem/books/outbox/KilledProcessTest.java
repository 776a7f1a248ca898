package dev.tandem.books.outbox;

import dev.tandem.AnotherNode;
import dev.tandem.Tandem;
import dev.tandem.TandemProcess;
import dev.tandem.TestClock;
import dev.tandem.TestDatabase;
import dev.tandem.TestXero;
import dev.tandem.books.BooksRoom;
import dev.tandem.books.Hold;
import dev.tandem.books.Write;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A process that is killed like the machine would, {@code kill -9}, at each point of a write. The
 * database holds it there: an update that comes right at that point waits for a lock of the test's.
 */
class KilledProcessTest {

  private static TestDatabase database;
  private static TestXero xero;
  private static ConfigurableApplicationContext house;

  @TempDir Path home;

  @BeforeAll
  static void start() {
    database = TestDatabase.fresh();
    xero = AnotherNode.xero(database);
    house = AnotherNode.withoutPages(database, xero, Map.of());
  }

  @AfterAll
  static void stop() {
    house.close();
    xero.close();
  }

  @AfterEach
  void putBack() {
    house.getBean(TestClock.class).reset();
  }

  @ParameterizedTest(name = "{0}, killed {1}")
  @CsvSource({
    "CLIENT_MADE, before it was sent",
    "INVOICE_MADE, after it was sent",
    "PAYMENT_MADE, before its answer was recorded"
  })
  void itHappensOnce(Write write, String point) throws Exception {
    BooksRoom books = BooksRoom.open(house);
    Write.Made made = write.prepare(books);
    try (TandemProcess process = TandemProcess.start(Tandem.class, environment(), "start")) {
      process.await("(http://localhost:\\d+)");
      UUID record;
      switch (point) {
        case "before it was sent" -> {
          // The call is claimed from the lane's budget between the batch's commit and its sending.
          try (var hold =
              Hold.updates(
                  database,
                  "house.lane",
                  "exists (select from practice.push_batch where state = 'prepared')")) {
            record = write.queue(books, made);
            hold.awaitWaiting();
            process.kill();
          }
        }
        case "after it was sent" -> {
          books.control(
              "/_simulator/faults",
              "{\"kind\":\"slow\",\"delayMs\":30000,\"method\":\"PUT\",\"path\":\"/api.xro/2.0/Invoices*\"}");
          record = write.queue(books, made);
          Awaitility.await()
              .atMost(Duration.ofSeconds(60))
              .until(() -> !books.records("invoices", _ -> true).isEmpty());
          process.kill();
        }
        default -> {
          try (var hold = Hold.updates(database, "practice.push_item", "new.verdict is not null")) {
            record = write.queue(books, made);
            hold.awaitWaiting();
            process.kill();
          }
        }
      }
      // What the killed process left waiting in the database has ended without a commit.
      house.getBean(TestClock.class).advance(Duration.ofMinutes(6));
      books.settle();
      books.settle();
      write.assertOnce(books, record);
    }
  }

  private Map<String, String> environment() throws Exception {
    var environment = new HashMap<>(AnotherNode.environment(database, xero));
    environment.put("TANDEM_HOME", home.toString());
    environment.put("TANDEM_PORT", String.valueOf(TandemProcess.freePort()));
    return environment;
  }
}
