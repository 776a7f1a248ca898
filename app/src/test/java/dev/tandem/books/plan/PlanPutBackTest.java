package dev.tandem.books.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestDatabase;
import dev.tandem.books.BooksRoom;
import dev.tandem.practice.clients.ClientId;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** A database that was put back to before somebody decided on the plan, beneath a running node. */
@TandemTest
class PlanPutBackTest {

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;
  @Autowired TestDatabase database;

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void whatIsUndecidedAgainSendsNothing() throws SQLException {
    BooksRoom books = BooksRoom.open(house);
    books.add("Bo", "Before");
    books.settle();
    assertThat(books.contacts("Bo Before")).hasSize(1);
    try (var connection = database.connectAsSuperuser();
        var statement = connection.createStatement()) {
      assertThat(
              statement.executeUpdate(
                  "delete from practice.ledger_plan where binding_id = '"
                      + books.binding().value()
                      + "'"))
          .isEqualTo(1);
    }
    books.forgetCalls();
    ClientId zoe = books.add("Zoe", "After");
    books.settle();
    assertThat(books.calls("PUT", "/") + books.calls("POST", "/")).isZero();
    assertThat(books.standing("client", zoe.value()).reason()).contains("look at the plan first");
  }
}
