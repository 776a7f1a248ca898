package dev.tandem.books.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.AnotherNode;
import dev.tandem.TestClock;
import dev.tandem.TestDatabase;
import dev.tandem.TestXero;
import dev.tandem.books.BooksRoom;
import dev.tandem.books.outbox.Outbox;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.shared.Practices;
import dev.tandem.shared.RecordRef;
import dev.tandem.simulator.limits.Allowances;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** A plan with few calls a day: here two hundred, of which ten are people's. */
class DayTierTest {

  private static final int DAY = 200;
  private static final int BULK = 190;

  private static TestDatabase database;
  private static TestXero xero;
  private static ConfigurableApplicationContext house;

  @BeforeAll
  static void start() {
    database = TestDatabase.fresh();
    xero = AnotherNode.xero(database, new Allowances(5, 60, DAY, 10_000));
    house = AnotherNode.withoutPages(database, xero, Map.of());
  }

  @AfterEach
  void putBack() {
    house.getBean(TestClock.class).reset();
  }

  @AfterAll
  static void stop() {
    house.close();
    xero.close();
  }

  @Test
  void bulkWorkSpendsItsPartAndSleepsUntilTheDayTurns() throws Exception {
    TestClock clock = house.getBean(TestClock.class);
    Instant began = clock.instant();
    BooksRoom books = BooksRoom.open(house);
    Crowd.queue(database, books.practice(), BooksRoom.TENANT, 2 * DAY, 1, clock.instant());
    Duration rest = work(books, clock);
    assertThat(calls(""))
        .as("never more; answers that overtake each other may cost the last few")
        .isBetween(BULK - 4, BULK);
    assertThat(rest).isBetween(Duration.ofHours(3), Duration.ofHours(4).plusSeconds(10));

    ClientId clicked = books.add("Click", "Late");
    Practices.run(
        books.practice(),
        () -> books.bean(Outbox.class).sendNow(new RecordRef("client", clicked.value())));
    books.turn();
    assertThat(books.standing("client", clicked.value()).state())
        .as("people have their part of the day")
        .isEqualTo(State.IN_STEP);

    int evening = calls("");
    while (true) {
      Instant due = books.turn();
      if (!due.isBefore(began.plus(Duration.ofDays(1)))) {
        clock.stopAt(due);
        break;
      }
      clock.stopAt(due);
    }
    assertThat(calls("") - evening).as("it looks whether the day has turned").isBetween(1, 5);
    assertThat(calls("")).isLessThanOrEqualTo(DAY);

    work(books, clock);
    assertThat(calls("")).as("goes on by itself").isGreaterThan(evening + BULK - 20);
    assertThat(calls("429")).as("Xero never had to refuse").isZero();
  }

  @Test
  void readingsThatAreOnlyAPrecautionLeaveTheDayToWrites() throws Exception {
    TestClock clock = house.getBean(TestClock.class);
    BooksRoom books = BooksRoom.open(house);
    Instant began = clock.instant();
    int before = calls("");
    idle(books, clock, began.plus(Duration.ofHours(12)));
    assertThat(calls("") - before).as("half a day of looking").isBetween(12, 40);
    int many = DAY / 2;
    Crowd.queue(database, books.practice(), BooksRoom.TENANT, many, 1, clock.instant());
    idle(books, clock, began.plus(Duration.ofHours(12)).plus(Duration.ofMinutes(5)));
    assertThat(books.records("contacts", it -> it.path("Name").asString().startsWith("Crowd ")))
        .as("what is to be sent goes at once")
        .hasSize(many);
    int sent = calls("");
    idle(books, clock, began.plus(Duration.ofHours(20)));
    assertThat(calls("") - sent).as("less is left to look with").isBetween(1, 15);
    assertThat(calls("429")).isZero();
  }

  /** Turns as they are due, until then. */
  private static void idle(BooksRoom books, TestClock clock, Instant until) {
    while (clock.instant().isBefore(until)) {
      Instant due = books.turn();
      clock.stopAt(due.isBefore(until) ? due : until);
    }
  }

  /** Turns until nothing is due within the hour. */
  private static Duration work(BooksRoom books, TestClock clock) {
    for (int i = 0; i < 50; i++) {
      Duration rest = Duration.between(clock.instant(), books.turn());
      if (rest.compareTo(Duration.ofHours(1)) > 0) {
        return rest;
      }
      if (rest.isPositive()) {
        clock.advance(rest);
      }
    }
    throw new AssertionError("The lane does not come to rest");
  }

  private static int calls(String status) {
    return SimulatedCalls.count(xero, "/_simulator/organisations/" + BooksRoom.TENANT, status);
  }
}
