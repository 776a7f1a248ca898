package dev.tandem.books.adoption;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestDatabase;
import dev.tandem.books.BooksRoom;
import dev.tandem.books.LostHour;
import dev.tandem.books.PracticeCopy;
import dev.tandem.books.lane.Lanes;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.shared.Practices;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import picocli.CommandLine;

/** {@code ./tandem adopt}: when it says that all is well, and what it says when it is not. */
@TandemTest
class AdoptCommandTest {

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;
  @Autowired TestDatabase database;

  @AfterEach
  void putBack() {
    clock.reset();
  }

  private String adopt(BooksRoom books, int exit) {
    var bytes = new ByteArrayOutputStream();
    PrintStream out = System.out;
    try (var told = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
      System.setOut(told);
      var command = house.getAutowireCapableBeanFactory().createBean(AdoptCommand.class);
      int ended = new CommandLine(command).execute("--practice", books.practice().toString());
      assertThat(ended).as(bytes.toString(StandardCharsets.UTF_8)).isEqualTo(exit);
    } finally {
      System.setOut(out);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private void superuser(String order) throws SQLException {
    try (var connection = database.connectAsSuperuser();
        var statement = connection.createStatement()) {
      assertThat(statement.executeUpdate(order)).isPositive();
    }
  }

  private void lane(String change) throws SQLException {
    superuser("update house.lane set " + change + " where tenant = '" + BooksRoom.TENANT + "'");
  }

  /** What became of a call that the copy had under way decides whose a payment is. */
  @Test
  void whatCannotBeJudgedYetIsNoSuccess() {
    BooksRoom books = BooksRoom.open(house);
    InvoiceId invoice = books.invoice();
    books.settle();
    books.fault("drop-after-commit", "PUT", "Payments");
    books.pay(invoice, "20.00");
    clock.advance(Duration.ofSeconds(3));
    books.turn();
    books.pay(invoice, "30.00");
    try (var copy = PracticeCopy.of(database, books.practice())) {
      new LostHour(clock).pass(books);
      copy.putBack();
    }
    assertThat(adopt(books, 1)).contains("Not all of it could be judged yet");
    books.settle();
    assertThat(adopt(books, 0)).doesNotContain("judged");
  }

  @Test
  void aPausedOrganisationIsResumedAndNotWaitedFor() {
    BooksRoom books = BooksRoom.open(house);
    Practices.run(books.practice(), () -> books.bean(Lanes.class).pause(books.lane()));
    assertThat(adopt(books, 1))
        .contains("somebody paused the calls", "press Resume")
        .doesNotContain("minute");
  }

  @Test
  void aSpentDaySaysWhenItIsOver() throws SQLException {
    BooksRoom books = BooksRoom.open(house);
    String ends = clock.instant().plus(Duration.ofHours(7)).toString();
    // A twentieth of the day is kept for people, and this is a reading in bulk.
    lane(
        "day_most = 5000, day_left = 250, day_ends = '%s', day_told_at = '%s'"
            .formatted(ends, clock.instant()));
    books.forgetCalls();
    assertThat(adopt(books, 1))
        .contains("the calls that Xero allows in a day are used up", "run this again after");
    assertThat(books.calls("GET", "/")).as("the people's part is left alone").isZero();
    lane("day_left = 2000");
    assertThat(adopt(books, 0)).doesNotContain("Could not");
  }

  @Test
  void aBlockSaysUntilWhen() {
    BooksRoom books = BooksRoom.open(house);
    books.fault("429", "GET", "Contacts");
    assertThat(adopt(books, 1)).contains("Xero asked to wait.", "run this again after");
    assertThat(adopt(books, 1)).contains("Xero asked to wait.", "run this again after");
    clock.advance(Duration.ofMinutes(2));
    assertThat(adopt(books, 0)).doesNotContain("Could not");
  }

  @Test
  void workThatRestsIsNotCalledAnEmptyMinute() {
    BooksRoom books = BooksRoom.open(house);
    books.control(
        "/_simulator/faults",
        "{\"kind\":\"500\",\"method\":\"GET\",\"path\":\"/api.xro/2.0/Contacts*\",\"count\":5}");
    for (int i = 0; i < 5; i++) {
      assertThat(adopt(books, 1)).contains("Xero does not answer as it should");
    }
    assertThat(adopt(books, 1)).contains("they rest", "run this again after");
    clock.advance(Duration.ofMinutes(6));
    assertThat(adopt(books, 0)).doesNotContain("Could not");
  }

  @Test
  void whatIsNotNamedIsCounted() throws SQLException {
    BooksRoom books = BooksRoom.open(house);
    // Nothing is read, so nothing finds out that there is none of these.
    Practices.run(books.practice(), () -> books.bean(Lanes.class).pause(books.lane()));
    superuser(
        """
        insert into practice.adoption (practice_id, tenant, kind, ledger_id, verdict, number, reason, at)
        select '%s', '%s', 'invoice', gen_random_uuid()::text, 'person', 'INV-' || n, 'Invoice INV-' || n || ' is unclear.', now()
          from generate_series(1, 53) n"""
            .formatted(books.practice().value(), BooksRoom.TENANT));
    String told = adopt(books, 1);
    assertThat(told.lines().filter(it -> it.contains("Needs a person: Invoice INV-"))).hasSize(50);
    assertThat(told).contains("and 3 more that need a person");
  }
}
