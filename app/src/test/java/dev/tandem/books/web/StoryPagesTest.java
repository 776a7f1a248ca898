package dev.tandem.books.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestPractice;
import dev.tandem.books.BooksRoom;
import dev.tandem.books.TurningLane;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.mirror.Story;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.PaymentId;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.staff.Role;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** A record with which much happened. */
@TandemTest
class StoryPagesTest {

  @Autowired ApplicationContext house;
  @Autowired Story story;
  @Autowired TransactionTemplate inPractice;
  @Autowired TestClock clock;

  @AfterEach
  void putBack() {
    clock.reset();
  }

  private void happens(BooksRoom books, ClientId client, int from, int to) {
    clock.advance(Duration.ofSeconds(1));
    List<Story.Event> events =
        IntStream.rangeClosed(from, to)
            .mapToObj(it -> new Story.Event(client.value(), "Event " + it + ".", Map.of()))
            .toList();
    books.in(
        () -> {
          inPractice.executeWithoutResult(
              _ -> story.note(Kind.CLIENT, BooksRoom.TENANT, null, events));
          return client;
        });
  }

  @Test
  void theLatestFiftyStandFirstAndTheOthersBehind() {
    BooksRoom books = BooksRoom.open(house);
    ClientId ann = books.room().client();
    happens(books, ann, 1, 10);
    happens(books, ann, 11, 60);
    Browser owner = TestPractice.of(house, books.practice()).browser(Role.OWNER);
    String path = "/ledger/story/client/" + ann;
    assertThat(owner.get(path).body())
        .contains(
            "Event 11.", "Event 60.", "Page 1", path + "?page=2", "data-live=\"ledger client:")
        .doesNotContain("Event 10.");
    assertThat(owner.get(path + "?page=2").body())
        .contains("Event 10.", "Event 1.")
        .doesNotContain("Event 60.", "data-live=\"ledger client:");
  }

  @Test
  void whatWaitsForXerosNextDaySaysSo() {
    BooksRoom books = BooksRoom.open(house);
    Browser owner = TestPractice.of(house, books.practice()).browser(Role.OWNER);
    ClientId bo = books.add("Bo", "Late");
    String path = "/ledger/story/client/" + bo;
    assertThat(owner.get(path).body()).contains("Send now").doesNotContain("no more calls");
    books.control(
        "/_simulator/faults", "{\"kind\":\"rate-limit\",\"problem\":\"day\",\"count\":1}");
    books.settle();
    assertThat(owner.get(path).body())
        .contains("Xero takes no more calls until", "It goes by itself then.");
    clock.advance(Duration.ofHours(24));
    assertThat(owner.get(path).body()).doesNotContain("no more calls");
  }

  /** Xero shows a payment that may be ours: only who has read so says that it is another. */
  @Test
  void aQuestionIsAnsweredOnTheRecordsOwnPage() throws InterruptedException {
    BooksRoom books = BooksRoom.open(house);
    InvoiceId invoice = books.invoice();
    books.settle();
    books.fault("drop-before-commit", "PUT", "Payments");
    PaymentId payment = books.pay(invoice, "20.00");
    clock.advance(Duration.ofSeconds(2));
    books.turn();
    books.control(
        books.organisation()
            + "/invoices/"
            + books.ledgerId("invoice", invoice.value())
            + "/pay?amount=20&reference=cash",
        "");
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    Browser owner = TestPractice.of(house, books.practice()).browser(Role.OWNER);
    String story = "/ledger/story/payment/" + payment;
    assertThat(owner.get(story).body())
        .contains("same amount and day", "Try again now", "Held: Xero shows a payment")
        .doesNotContain("Refused by Xero");
    try (var _ = new TurningLane(books)) {
      owner.submit(story + "/push", Map.of("read", "Sent before anybody asked."));
    }
    books.settle();
    assertThat(books.standing("payment", payment.value()).state()).isEqualTo(State.NEEDS_YOU);
    owner.get(story);
    try (var _ = new TurningLane(books)) {
      owner.submit(story + "/push", Map.of());
    }
    books.settle();
    assertThat(books.standing("payment", payment.value()).state()).isEqualTo(State.IN_STEP);
    assertThat(books.records("payments", _ -> true)).hasSize(2);
  }

  @Test
  void whatHappenedLastIsNeverPassedOver() {
    BooksRoom books = BooksRoom.open(house);
    ClientId ann = books.room().client();
    happens(books, ann, 1, 505);
    happens(books, ann, 506, 506);
    assertThat(
            TestPractice.of(house, books.practice())
                .browser(Role.OWNER)
                .get("/ledger/story/client/" + ann)
                .body())
        .contains("Event 506.");
  }
}
