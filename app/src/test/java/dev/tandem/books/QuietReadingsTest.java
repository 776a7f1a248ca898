package dev.tandem.books;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestDatabase;
import dev.tandem.books.inbox.Inbox;
import dev.tandem.books.lane.LaneClass;
import dev.tandem.books.lane.Lanes;
import dev.tandem.books.ledger.Kind;
import dev.tandem.practice.billing.InvoiceId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Open pages are not told to ask again where a reading showed what is known. */
@TandemTest
class QuietReadingsTest {

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;
  @Autowired TestDatabase database;

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void aReadingThatShowsNothingNewTellsNoPage() throws SQLException {
    BooksRoom books = BooksRoom.open(house);
    InvoiceId invoice = books.invoice();
    books.settle();
    String there = books.ledgerId("invoice", invoice.value());
    books.control(books.organisation() + "/invoices/" + there + "/pay?amount=60", "");
    clock.advance(Duration.ofMinutes(6));
    try (Connection listening = database.connectAsSuperuser()) {
      try (var statement = listening.createStatement()) {
        statement.execute("listen tandem_changes");
      }
      books.settle();
      assertThat(books.find(invoice).paid()).isEqualByComparingTo("60.00");
      assertThat(told(listening, books)).as("the payment is news").contains("invoice " + invoice);
      read(books, there);
      clock.advance(Duration.ofMinutes(6));
      books.settle();
      assertThat(told(listening, books))
          .filteredOn(it -> it.startsWith("invoice") || it.startsWith("payment"))
          .isEmpty();
    }
  }

  /** All that was told so far: PostgreSQL keeps the order, and a word of our own comes last. */
  private static List<String> told(Connection listening, BooksRoom books) throws SQLException {
    String own = books.practice() + " ";
    String last = "over " + UUID.randomUUID();
    try (var statement = listening.createStatement()) {
      statement.execute("select pg_notify('tandem_changes', '" + own + last + "')");
    }
    var told = new ArrayList<String>();
    for (int i = 0; i < 60 && !told.contains(last); i++) {
      var some = listening.unwrap(PGConnection.class).getNotifications(1_000);
      for (var it : some == null ? new PGNotification[0] : some) {
        if (it.getParameter().startsWith(own)) {
          told.add(it.getParameter().substring(own.length()));
        }
      }
    }
    assertThat(told).contains(last);
    told.remove(last);
    return told;
  }

  private static void read(BooksRoom books, String id) {
    books.in(
        () ->
            books
                .bean(Lanes.class)
                .visit(
                    books.binding(),
                    calls ->
                        books
                            .bean(Inbox.class)
                            .fetch(Kind.INVOICE, LaneClass.PERSON, calls, List.of(id))));
  }
}
