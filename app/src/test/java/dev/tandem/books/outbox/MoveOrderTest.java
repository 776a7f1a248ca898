package dev.tandem.books.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestDatabase;
import dev.tandem.books.BooksRoom;
import dev.tandem.books.connection.BindingId;
import dev.tandem.books.connection.Connections;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.shared.Practices;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Everybody holds an invoice before what waits of it, else two of them wait for each other. */
@TandemTest
class MoveOrderTest {

  @Autowired ApplicationContext house;
  @Autowired TestDatabase database;
  @Autowired TestClock clock;
  @Autowired MoveWaitingOnOrganisationsChanged moving;
  @Autowired Connections connections;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate inPractice;

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void whatFollowsLaterIsMovedWithItsInvoiceHeldFirst() throws Exception {
    BooksRoom books = BooksRoom.open(house);
    BindingId twin = books.besideAnother("Twin");
    Practices.run(books.practice(), () -> connections.turnSendingOff(books.binding()));
    UUID there = UUID.fromString(books.in(() -> connections.binding(twin)).tenantId());
    InvoiceId id = books.invoice();
    wish(books, id, there);
    try (Connection mine = database.connectAsSuperuser();
        Statement statement = mine.createStatement()) {
      mine.setAutoCommit(false);
      statement.execute("select 1 from practice.invoice where id = '%s' for update".formatted(id));
      var moved =
          CompletableFuture.runAsync(() -> Practices.run(books.practice(), moving::moveLeftBehind));
      Awaitility.await("it waits for the invoice")
          .atMost(Duration.ofSeconds(30))
          .until(this::somebodyWaits);
      statement.execute(
          "select 1 from practice.pending_push where record = '%s' for update nowait"
              .formatted(id));
      mine.rollback();
      moved.get(30, TimeUnit.SECONDS);
    }
    assertThat(books.standing("invoice", id.value()).tenant()).isEqualTo(there);
  }

  /** As if it had been under way when its location went to the other organisation. */
  private void wish(BooksRoom books, InvoiceId id, UUID there) {
    Practices.run(
        books.practice(),
        () ->
            inPractice.executeWithoutResult(
                _ ->
                    jdbc.sql(
                            "update practice.pending_push set wish = :there where record = :invoice")
                        .param("there", there)
                        .param("invoice", id.value())
                        .update()));
  }

  private boolean somebodyWaits() throws Exception {
    try (Connection connection = database.connectAsSuperuser();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")) {
      row.next();
      return row.getInt(1) > 0;
    }
  }
}
