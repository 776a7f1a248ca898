package dev.tandem.books;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestXero;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceStatus;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** Webhooks are on: Xero tells us of everything, also of what we did ourselves. */
@TandemTest
class EchoJourneyTest {

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;
  @Autowired TestXero xero;
  @LocalServerPort int port;

  @AfterEach
  void putBack() {
    xero.control("DELETE", "/_simulator/webhooks?url=" + encoded(url()));
    clock.reset();
  }

  @Test
  void ownWritesCauseNoFetchAndAPaymentInXeroCausesOne() throws Exception {
    BooksRoom books = BooksRoom.open(house);
    xero.control(
        "POST",
        "/_simulator/webhooks?url=" + encoded(url()) + "&key=" + encoded(TandemTest.WEBHOOK_KEY));
    List<InvoiceId> invoices = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      books.add("Client", "Number" + i);
      invoices.add(books.invoice());
    }
    books.settle();
    clock.advance(Duration.ofSeconds(10));
    invoices.forEach(it -> books.pay(it, "110.00"));
    books.settle();
    awaitEvents(60 + 60 + 60);
    books.settle();
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    assertThat(books.log()).noneMatch(it -> it.operation().startsWith("fetch"));
    assertThat(invoices).allSatisfy(it -> assertThat(books.find(it).payments()).hasSize(1));

    InvoiceId invoice = books.invoice();
    books.settle();
    clock.advance(Duration.ofSeconds(30));
    books.control(
        books.organisation() + "/invoices/" + books.ledgerId("invoice", invoice.value()) + "/pay",
        "");
    awaitEvents(182);
    books.settle();
    assertThat(books.find(invoice).status()).isEqualTo(InvoiceStatus.PAID);
    assertThat(books.log().stream().filter(it -> it.operation().startsWith("fetch"))).hasSize(1);
  }

  /** The simulator delivers in its own threads. */
  private void awaitEvents(int events) throws InterruptedException {
    var never = new CountDownLatch(1);
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (delivered() < events) {
      assertThat(System.nanoTime()).as("%d of %d events", delivered(), events).isLessThan(end);
      never.await(100, TimeUnit.MILLISECONDS);
    }
  }

  private int delivered() {
    try (var connection = house.getBean(dev.tandem.TestDatabase.class).connectAsSuperuser();
        var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "select count(*) from house.delivery where body is not null and tenant = '"
                    + BooksRoom.TENANT
                    + "'")) {
      row.next();
      return row.getInt(1);
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private String url() {
    return "http://localhost:" + port + "/webhooks/xero";
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
