package dev.tandem.books.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.books.BooksRoom;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.lane.Lanes;
import dev.tandem.books.ledger.Kind;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.clients.ClientField;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.shared.Practices;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@TandemTest
class ForecastsTest {

  @Autowired ApplicationContext house;
  @Autowired Forecasts forecasts;
  @Autowired TestClock clock;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate inPractice;

  @AfterEach
  void putBack() {
    clock.reset();
  }

  private Forecasts.Of now(BooksRoom books) {
    return books.in(() -> forecasts.of(BooksRoom.TENANT));
  }

  private static Forecasts.Part part(Forecasts.Of all, Kind kind) {
    return all.parts().stream().filter(it -> it.kind() == kind).findFirst().orElseThrow();
  }

  @Test
  void nothingWaitsWhenAllIsInStep() {
    BooksRoom books = BooksRoom.open(house);
    assertThat(now(books).parts()).isEmpty();
    assertThat(now(books).calls()).isZero();
  }

  @Test
  void countsByKindAndKeepsToWhatTheCallsThenAre() {
    BooksRoom books = BooksRoom.open(house);
    for (int i = 0; i < 51; i++) {
      books.add("Client", "Number" + i);
    }
    books.change(new ClientId(books.room().client().value()), ClientField.EMAIL, "new@example.com");
    InvoiceId invoice = books.invoice();
    books.pay(invoice, "10.00");
    books.pay(invoice, "20.00");
    Forecasts.Of before = now(books);
    assertThat(part(before, Kind.CLIENT).waits())
        .isEqualTo(new Forecast.Load(Kind.CLIENT, 51, 1, 0, 1));
    assertThat(part(before, Kind.INVOICE).waits())
        .isEqualTo(new Forecast.Load(Kind.INVOICE, 1, 0, 0, 1));
    assertThat(part(before, Kind.PAYMENT).waits())
        .isEqualTo(new Forecast.Load(Kind.PAYMENT, 2, 0, 0, 2));
    assertThat(before.reasons()).isEmpty();
    books.forgetCalls();
    books.settle();
    int writes =
        books.calls("PUT", "/Contacts")
            + books.calls("PUT", "/Invoices")
            + books.calls("PUT", "/Payments")
            + books.calls("POST", "/Contacts");
    // Of the forecast, one is the reading before the change.
    assertThat(before.going().calls()).isEqualTo(writes + 1);
    assertThat(now(books).records()).isZero();
  }

  @Test
  void whatDependsOnAHeldRecordWaitsBehindIt() {
    BooksRoom books = BooksRoom.openSilent(house);
    InvoiceId invoice = books.invoice();
    books.pay(invoice, "10.00");
    assertThat(now(books).records()).isEqualTo(3);
    books.in(
        () ->
            inPractice.execute(
                _ ->
                    jdbc.sql(
                            "update practice.pending_push set held = 'no', held_at = now()"
                                + " where kind = 'client'")
                        .update()));
    Forecasts.Of it = now(books);
    assertThat(it.records()).isZero();
    assertThat(part(it, Kind.INVOICE).behind()).isEqualTo(1);
    assertThat(part(it, Kind.PAYMENT).behind()).isEqualTo(1);
  }

  @Test
  void saysWhatStopsIt() {
    BooksRoom books = BooksRoom.openSilent(house);
    assertThat(now(books).reasons()).containsExactly("Sending is off.");
    assertThat(now(books).going()).isEqualTo(Forecast.NOTHING);
    assertThat(now(books).stopped().calls()).isEqualTo(1);
    Practices.run(
        books.practice(), () -> books.bean(Connections.class).turnSendingOn(books.binding()));
    assertThat(now(books).reasons()).isEmpty();
    Practices.run(books.practice(), () -> books.bean(Lanes.class).pause(books.lane()));
    assertThat(now(books).reasons()).singleElement().asString().contains("paused");
  }
}
