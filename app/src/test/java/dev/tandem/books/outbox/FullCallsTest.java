package dev.tandem.books.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.books.BooksRoom;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.LineDetails;
import dev.tandem.practice.clients.ClientField;
import dev.tandem.practice.clients.ClientId;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** However what waits is mixed, each call carries as much as Xero lets it. */
@TandemTest
class FullCallsTest {

  private static final int CALLS = 2;
  private static final int RECORDS = 100;

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;

  private BooksRoom books;

  @BeforeEach
  void open() {
    books = BooksRoom.open(house);
  }

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void newAndChangedClientsInTurnsTakeNoCallMoreThanEachAlone() {
    var known = new ArrayList<ClientId>();
    for (int i = 0; i < RECORDS; i++) {
      known.add(books.add("Known", name(i)));
    }
    books.settle();
    for (int i = 0; i < RECORDS; i++) {
      books.change(known.get(i), ClientField.CITY, "Hobart");
      books.add("Novel", name(i));
    }
    send();
    assertThat(books.records("contacts", it -> it.toString().contains("Hobart"))).hasSize(RECORDS);
    assertThat(books.calls("POST", "/api.xro/2.0/Contacts")).isEqualTo(CALLS);
    assertThat(books.calls("PUT", "/api.xro/2.0/Contacts")).isEqualTo(CALLS);
  }

  /** Two of one invoice never share a call. */
  @Test
  void twoPaymentsOfEachInvoiceFillTheirCalls() {
    var invoices = new ArrayList<InvoiceId>();
    for (int i = 0; i < RECORDS / 2; i++) {
      invoices.add(books.invoice());
    }
    books.settle();
    for (InvoiceId it : invoices) {
      books.pay(it, "50.00");
      books.pay(it, "60.00");
    }
    send();
    assertThat(books.records("payments", _ -> true)).hasSize(RECORDS);
    assertThat(books.calls("PUT", "/api.xro/2.0/Payments")).isEqualTo(CALLS);
  }

  @Test
  void whatWouldBeTooBigForOneCallGoesInTwo() {
    var line =
        new LineDetails(
            "x".repeat(4_000),
            BigDecimal.ONE,
            BigDecimal.TEN,
            "200",
            "OUTPUT",
            BigDecimal.TEN,
            null);
    List<LineDetails> long160kB = Collections.nCopies(40, line);
    var invoices = new ArrayList<InvoiceId>();
    for (int i = 0; i < 30; i++) {
      InvoiceId id = books.invoice();
      books.rewrite(id, "Long " + i, long160kB);
      invoices.add(id);
    }
    books.settle();
    assertThat(books.records("invoices", _ -> true)).hasSize(30);
    assertThat(books.calls("PUT", "/api.xro/2.0/Invoices")).isEqualTo(CALLS);
  }

  private void send() {
    books.forgetCalls();
    clock.advance(Duration.ofSeconds(3));
    books.settle();
  }

  private static String name(int number) {
    return "Client" + (char) ('A' + number / 26) + (char) ('a' + number % 26);
  }
}
