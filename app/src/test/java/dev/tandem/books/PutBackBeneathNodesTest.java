package dev.tandem.books;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.AnotherNode;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestDatabase;
import dev.tandem.TestXero;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.PaymentId;
import dev.tandem.practice.billing.PaymentView;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.Clients;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** A database that was put back beneath nodes that run on. */
@TandemTest
class PutBackBeneathNodesTest {

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;
  @Autowired TestDatabase database;
  @Autowired TestXero xero;

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void aNodeThatOnlySawTheOthersReadingsNoticesIt() {
    BooksRoom books = BooksRoom.open(house);
    try (var node = AnotherNode.beside(database, xero, Map.of())) {
      BooksRoom beside = books.on(node);
      clock.advance(Duration.ofMinutes(6));
      books.settle();
      ClientId zoe;
      try (var copy = PracticeCopy.of(database, books.practice())) {
        zoe = books.add("Zoe", "Quay");
        books.settle();
        clock.advance(Duration.ofMinutes(6));
        books.settle();
        // Nothing is left to do for it, but it has looked.
        beside.settle();
        clock.advance(Duration.ofMinutes(54));
        copy.putBack();
      }
      beside.settle();
      assertThat(beside.in(() -> beside.bean(Clients.class).byIds(List.of(zoe)).get(zoe)))
          .as("brought back")
          .isNotNull();
      assertThat(beside.contacts("Zoe Quay")).hasSize(1);
    }
  }

  /** Nothing was read between the copy and its return: the lane's turns alone tell. */
  @Test
  void whatWasSentWithinMinutesIsNotSentAgain() {
    BooksRoom books = BooksRoom.open(house);
    InvoiceId invoice = books.invoice();
    books.settle();
    PaymentId waiting = books.pay(invoice, "20.00");
    ClientId zoe;
    try (var copy = PracticeCopy.of(database, books.practice())) {
      clock.advance(Duration.ofSeconds(2));
      books.turn();
      zoe = books.add("Zoe", "Quay");
      clock.advance(Duration.ofSeconds(2));
      books.turn();
      assertThat(books.records("payments", _ -> true)).hasSize(1);
      assertThat(books.contacts("Zoe Quay")).hasSize(1);
      copy.putBack();
    }
    books.settle();
    assertThat(books.records("payments", _ -> true)).as("paid once").hasSize(1);
    assertThat(books.find(invoice).payments()).extracting(PaymentView::id).containsExactly(waiting);
    assertThat(books.standing("payment", waiting.value()).state()).isEqualTo(State.IN_STEP);
    assertThat(books.in(() -> books.bean(Clients.class).byIds(List.of(zoe)).get(zoe)))
        .as("brought back")
        .isNotNull();
    assertThat(books.contacts("Zoe Quay")).hasSize(1);
  }
}
