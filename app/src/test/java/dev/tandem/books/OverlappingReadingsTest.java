package dev.tandem.books;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestDatabase;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.credits.AdvanceId;
import dev.tandem.practice.credits.AdvanceSort;
import dev.tandem.practice.credits.CreditNoteId;
import dev.tandem.practice.credits.CreditSource;
import dev.tandem.practice.credits.Credits;
import dev.tandem.practice.credits.LedgerAdvances;
import dev.tandem.practice.credits.LedgerCreditView;
import dev.tandem.practice.credits.LedgerCredits;
import dev.tandem.practice.credits.LedgerPart;
import dev.tandem.practice.credits.LedgerParts;
import dev.tandem.shared.Ids;
import dev.tandem.shared.Practices;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * An invoice's reading shows a credit that the reading of that credit is just making known: neither
 * transaction sees the other, and the credit counts once.
 */
@TandemTest
class OverlappingReadingsTest {

  private static final String THERE = "overpayment/6b0a3c4e-0d6b-4c0e-9a57-1f6f4a1c2d3e";

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;
  @Autowired TestDatabase database;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transaction;

  private BooksRoom books;
  private InvoiceId invoice;

  @BeforeEach
  void invoiced() {
    books = BooksRoom.openSilent(house);
    invoice = books.invoice();
  }

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void aDepositRecordedInTheLedgerCountsOnce() throws Exception {
    var id = new AdvanceId(Ids.next(clock));
    var told =
        new LedgerAdvances.Told(
            THERE,
            books.room().client(),
            AdvanceSort.DEPOSIT,
            books.find(invoice).date(),
            "AUD",
            new BigDecimal("150.00"),
            "");
    assertCountsOnce(id, () -> books.bean(LedgerAdvances.class).record(id, told));
  }

  @Test
  void aDepositThatWaitedAndIsFoundThereCountsOnce() throws Exception {
    AdvanceId id = new AdvanceDesk(books).deposit("150.00");
    assertCountsOnce(id, () -> books.bean(LedgerAdvances.class).isKnownAs(id, THERE));
  }

  @Test
  void aCreditNoteUsedForAnotherInvoiceCountsOnce() throws Exception {
    CreditNoteId id = new CreditDesk(books).left(books.invoice(), "60.00");
    assertCountsOnce(id, () -> books.bean(LedgerCredits.class).noteIsKnownAs(id, THERE));
  }

  private void assertCountsOnce(CreditSource credit, Runnable isKnown) throws Exception {
    var amount = new BigDecimal("40.00");
    var part = new LedgerPart("part of it", false, invoice, books.find(invoice).date(), amount, "");
    var listed = new CountDownLatch(1);
    var committing = new CountDownLatch(1);
    var waiter = new CompletableFuture<Integer>();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      try {
        Future<?> invoices =
            inTransaction(
                executor,
                () -> {
                  books
                      .bean(LedgerCredits.class)
                      .recordOthers(
                          invoice,
                          amount,
                          List.of(new LedgerCreditView(THERE, "Credit", null, amount)));
                  listed.countDown();
                  await(committing);
                });
        await(listed);
        Future<?> credits =
            inTransaction(
                executor,
                () -> {
                  waiter.complete(
                      jdbc.sql("select pg_backend_pid()").query(Integer.class).single());
                  isKnown.run();
                  books.bean(LedgerParts.class).record(credit, List.of(part));
                });
        awaitWaiting(waiter.get(60, TimeUnit.SECONDS));
        committing.countDown();
        invoices.get(60, TimeUnit.SECONDS);
        credits.get(60, TimeUnit.SECONDS);
      } finally {
        committing.countDown();
      }
    }
    assertThat(books.in(() -> books.bean(Credits.class).others(invoice)))
        .as("ours is none of theirs")
        .isEmpty();
    assertThat(books.find(invoice).credited()).isEqualByComparingTo(amount);
    assertThat(books.find(invoice).due()).isEqualByComparingTo("70.00");
  }

  private Future<?> inTransaction(ExecutorService executor, Runnable work) {
    return executor.submit(
        () ->
            Practices.run(
                books.practice(), () -> transaction.executeWithoutResult(_ -> work.run())));
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void awaitWaiting(int backend) {
    Awaitility.await("the second waits for the first")
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              try (Connection connection = database.connectAsSuperuser();
                  PreparedStatement statement =
                      connection.prepareStatement(
                          "select 1 from pg_locks where pid = ? and not granted")) {
                statement.setInt(1, backend);
                try (ResultSet row = statement.executeQuery()) {
                  return row.next();
                }
              }
            });
  }
}
