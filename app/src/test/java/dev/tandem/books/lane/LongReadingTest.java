package dev.tandem.books.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestDatabase;
import dev.tandem.books.BooksRoom;
import dev.tandem.books.inbox.Inbox;
import dev.tandem.books.ledger.Kind;
import dev.tandem.shared.Practices;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** The ledger has more pages than a minute has calls. */
@TandemTest
class LongReadingTest {

  @Autowired ApplicationContext house;
  @Autowired Inbox inbox;
  @Autowired TestClock clock;
  @Autowired TestDatabase database;

  @Autowired AppMinutes minutes;

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void goesOnWhereTheBudgetEndedIt() throws SQLException {
    BooksRoom books = BooksRoom.openSilent(house);
    strangers(books, 0, 600);
    clock.advance(Duration.ofMinutes(5));
    strangers(books, 600, 1100);
    assertThatThrownBy(() -> read(books, 1)).isInstanceOf(LaneStopped.class);
    assertThat(fresh(books)).isFalse();
    read(books, 1);
    assertThat(fresh(books)).isTrue();
    try (var connection = database.connectAsSuperuser();
        var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "select count(*) from practice.whole_pass where kind = 'client' and practice_id = '%s'"
                    .formatted(books.practice()))) {
      row.next();
      assertThat(row.getInt(1)).as("compared from now on, too").isEqualTo(1);
    }
  }

  /** A contact that was read already is edited before the next question: all behind it move up. */
  @Test
  void noRecordSlipsBetweenPages() throws Exception {
    BooksRoom books = BooksRoom.openSilent(house);
    strangers(books, 0, 600);
    clock.advance(Duration.ofMinutes(5));
    strangers(books, 600, 1100);
    String first = books.contacts("Stranger 0").getFirst().path("ContactID").asString();
    LaneCalls calls = TurnInHand.begin(house, books);
    var reading =
        new FutureTask<Void>(
            () ->
                Practices.run(
                    books.practice(), () -> inbox.sweep(Kind.CLIENT, LaneClass.SWEEP, calls)),
            null);
    try (var connection = database.connectAsSuperuser();
        var statement = connection.createStatement()) {
      statement.execute(
          """
          create function practice.hold_up() returns trigger language plpgsql security definer as $$
          begin perform pg_advisory_xact_lock(4711); return new; end $$""");
      statement.execute(
          """
          create trigger hold_up before insert on practice.sync_log
             for each row execute function practice.hold_up()""");
      try {
        statement.execute("select pg_advisory_lock(4711)");
        Thread.ofVirtual().start(reading);
        awaitHeldUp(statement);
        clock.advance(Duration.ofSeconds(2));
        books.control(
            books.organisation() + "/contacts/" + first, "{\"EmailAddress\":\"z@example.com\"}");
        statement.execute("select pg_advisory_unlock(4711)");
        reading.get();
      } finally {
        statement.execute("drop trigger hold_up on practice.sync_log");
        statement.execute("drop function practice.hold_up()");
      }
      var known = new HashSet<String>();
      var rows =
          statement.executeQuery(
              "select ledger_id from practice.ledger_contact where practice_id = '%s'"
                  .formatted(books.practice()));
      while (rows.next()) {
        known.add(rows.getString(1));
      }
      assertThat(books.records("contacts", it -> !known.contains(it.path("ContactID").asString())))
          .isEmpty();
    }
  }

  private static void awaitHeldUp(Statement statement) throws SQLException {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (true) {
      try (var row =
          statement.executeQuery(
              "select exists (select from pg_locks where locktype = 'advisory' and not granted)")) {
        row.next();
        if (row.getBoolean(1)) {
          return;
        }
      }
      assertThat(System.nanoTime()).as("the first page is read").isLessThan(end);
      LockSupport.parkNanos(1_000_000);
    }
  }

  private static void strangers(BooksRoom books, int from, int to) {
    for (int i = from; i < to; i++) {
      books.control(books.organisation() + "/contacts", "{\"Name\":\"Stranger " + i + "\"}");
    }
  }

  private boolean fresh(BooksRoom books) {
    return books.in(() -> inbox.isFresh(Kind.CLIENT, BooksRoom.TENANT));
  }

  private void read(BooksRoom books, int calls) {
    String app = "of its own " + UUID.randomUUID();
    clock.stopAt(clock.instant());
    Instant minute = clock.instant().truncatedTo(ChronoUnit.MINUTES);
    assertThat(minutes.take(app, minute, AppShare.BULK - calls, AppShare.BULK)).isTrue();
    LaneCalls allowed = TurnInHand.begin(house, books, app);
    Practices.run(books.practice(), () -> inbox.sweep(Kind.CLIENT, LaneClass.SWEEP, allowed));
  }
}
