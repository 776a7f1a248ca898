package dev.tandem.books.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.AnotherNode;
import dev.tandem.TestClock;
import dev.tandem.TestDatabase;
import dev.tandem.TestXero;
import dev.tandem.books.BooksRoom;
import dev.tandem.simulator.limits.Allowances;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** Xero cannot be reached for two hours, on a plan of two hundred calls a day. */
class OutageTest {

  private static final Duration OUTAGE = Duration.ofHours(2);

  private static TestDatabase database;
  private static TestXero xero;
  private static CutLine line;
  private static ConfigurableApplicationContext house;

  @BeforeAll
  static void start() {
    database = TestDatabase.fresh();
    xero = AnotherNode.xero(database, new Allowances(5, 60, 200, 10_000));
    line = new CutLine(xero.uri());
    house =
        AnotherNode.withoutPages(database, xero, Map.of("TANDEM_XERO_URL", line.uri().toString()));
  }

  @AfterEach
  void putBack() {
    house.getBean(TestClock.class).reset();
  }

  @AfterAll
  static void stop() {
    house.close();
    line.close();
    xero.close();
  }

  @Test
  void anOutageCostsNothingOfTheDay() throws Exception {
    TestClock clock = house.getBean(TestClock.class);
    BooksRoom books = BooksRoom.open(house);
    clock.stopAt(clock.instant());
    Crowd.queue(database, books.practice(), BooksRoom.TENANT, 100, 1, clock.instant());
    int calls = calls();
    int logged = unreached(books);
    Integer left = state(books).dayLeft();
    long used = sum("select sum(calls) from practice.ledger_use");
    line.cut();
    Instant cut = clock.instant();
    Instant back = cut.plus(OUTAGE);
    until(books, clock, back);
    assertThat(state(books).outage().lasts()).isTrue();
    assertThat(state(books).outage().until())
        .as("it is tried now and again")
        .isBetween(back, back.plus(Outage.LONGEST));
    assertThat(sum("select sum(calls) from practice.ledger_use")).isEqualTo(used);
    assertThat(sum("select sum(taken) from house.app_minute where minute > '" + cut + "'"))
        .as("of the app's minutes")
        .isZero();
    line.mend();
    assertThat(calls()).as("none has arrived").isEqualTo(calls);
    assertThat(state(books).dayLeft()).isEqualTo(left);
    assertThat(unreached(books) - logged).as("rows in the log").isBetween(10, 90);

    until(books, clock, back.plus(Duration.ofMinutes(6)));
    assertThat(books.records("contacts", it -> it.path("Name").asString().startsWith("Crowd ")))
        .as("it goes on within minutes")
        .hasSize(100);
    assertThat(state(books).outage()).isEqualTo(Outage.NONE);
  }

  private static void until(BooksRoom books, TestClock clock, Instant then) {
    while (clock.instant().isBefore(then)) {
      Instant due = books.turn();
      clock.stopAt(due == null || due.isAfter(then) ? then : due);
    }
  }

  private static LaneState state(BooksRoom books) {
    return books.in(() -> books.bean(Lanes.class).states()).getFirst();
  }

  private static int unreached(BooksRoom books) {
    return (int)
        books.in(() -> books.bean(SyncLog.class).latest(500)).stream()
            .filter(it -> it.outcome().equals("no connection"))
            .count();
  }

  private static long sum(String query) throws SQLException {
    try (var connection = database.connectAsSuperuser();
        var rows = connection.createStatement().executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static int calls() {
    return SimulatedCalls.count(xero, "/_simulator/organisations/" + BooksRoom.TENANT, "");
  }
}
