package dev.tandem.books.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.books.BooksRoom;
import dev.tandem.books.outbox.WaitingRecords.Entry;
import dev.tandem.books.outbox.WaitingRecords.Question;
import dev.tandem.practice.billing.InvoiceId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A file of what waits holds each record once, also while records come and go. */
@TandemTest
class WaitingPortionsTest {

  private static final Question ALL = new Question(null, null, null, null, null);

  @Autowired ApplicationContext house;
  @Autowired WaitingRecords waiting;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate inPractice;
  @Autowired TestClock clock;

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void eachOnceInPortions() {
    BooksRoom books = BooksRoom.open(house);
    waits(books);
    List<Entry> whole = books.in(() -> waiting.portion(ALL, null, 100));
    assertThat(whole).hasSizeGreaterThan(6);
    List<Entry> portions = new ArrayList<>();
    Entry last = null;
    do {
      Entry from = last;
      List<Entry> portion = books.in(() -> waiting.portion(ALL, from, 2));
      assertThat(portion).hasSizeLessThanOrEqualTo(2);
      portions.addAll(portion);
      assertThat(portions).as("it comes to an end").hasSizeLessThan(50);
      last = portion.isEmpty() ? null : portion.getLast();
    } while (last != null);
    assertThat(portions).extracting(Entry::record).doesNotHaveDuplicates();
    assertThat(portions)
        .extracting(Entry::record)
        .containsExactlyElementsOf(whole.stream().map(Entry::record).toList());
  }

  /** Counting rows from the beginning, the third would be passed over. */
  @Test
  void whatLeavesMeanwhileHidesNobody() {
    BooksRoom books = BooksRoom.open(house);
    waits(books);
    List<Entry> whole = books.in(() -> waiting.portion(ALL, null, 100));
    Entry second = books.in(() -> waiting.portion(ALL, null, 2)).getLast();
    gone(books, whole.getFirst());
    assertThat(books.in(() -> waiting.portion(ALL, second, 100)))
        .extracting(Entry::record)
        .containsExactlyElementsOf(
            whole.subList(2, whole.size()).stream().map(Entry::record).toList());
  }

  private void gone(BooksRoom books, Entry it) {
    books.in(
        () ->
            inPractice.<@Nullable Integer>execute(
                _ ->
                    jdbc.sql("delete from practice.pending_push where record = :record")
                        .param("record", it.record().id())
                        .update()));
  }

  private static void waits(BooksRoom books) {
    for (int i = 0; i < 4; i++) {
      books.add("Client", "Number" + i);
    }
    InvoiceId invoice = books.invoice();
    books.pay(invoice, "10.00");
    books.pay(invoice, "20.00");
  }
}
