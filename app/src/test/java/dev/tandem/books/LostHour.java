package dev.tandem.books;

import dev.tandem.TestClock;
import dev.tandem.books.mirror.Adoption;
import dev.tandem.practice.PracticeRoom;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceDetails;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceSearch;
import dev.tandem.practice.billing.LineAmounts;
import dev.tandem.practice.billing.LineDetails;
import dev.tandem.practice.clients.ClientId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happens between a backup and its return, and what is asked afterwards. */
public final class LostHour {

  private final TestClock clock;

  public LostHour(TestClock clock) {
    this.clock = clock;
  }

  /**
   * What waits is sent; the sweeps go on: with the next one it is seen that the database went back.
   */
  public void pass(BooksRoom books) {
    books.settle();
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    clock.advance(Duration.ofMinutes(54));
  }

  public InvoiceId invoice(BooksRoom books, ClientId client, String line) {
    return invoice(books, client, null, line);
  }

  InvoiceId invoice(BooksRoom books, ClientId client, @Nullable ClientId payer, String line) {
    return books.in(
        () -> {
          LocalDate today = LocalDate.now(clock.withZone(PracticeRoom.ZONE));
          return books
              .bean(Billing.class)
              .issue(
                  new InvoiceDetails(
                          client,
                          null,
                          null,
                          today,
                          today.plusDays(14),
                          "",
                          LineAmounts.INCLUSIVE,
                          List.of(
                              new LineDetails(
                                  line,
                                  BigDecimal.ONE,
                                  new BigDecimal("110.00"),
                                  "200",
                                  "OUTPUT",
                                  BigDecimal.TEN,
                                  books.room().service())))
                      .paidBy(payer));
        });
  }

  InvoiceSearch everyInvoice() {
    LocalDate today = LocalDate.now(clock.withZone(PracticeRoom.ZONE));
    return new InvoiceSearch(null, "", List.of(), today, 1, 100);
  }

  static List<Adoption.Entry> entries(BooksRoom books) {
    return books.in(() -> books.bean(Adoption.class).entries(BooksRoom.TENANT, null, 0, 100));
  }
}
