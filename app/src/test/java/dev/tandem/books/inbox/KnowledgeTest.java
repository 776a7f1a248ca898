package dev.tandem.books.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestDatabase;
import dev.tandem.TestPractice;
import dev.tandem.books.BooksRoom;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.PaymentId;
import dev.tandem.shared.RecordRef;
import dev.tandem.staff.Role;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Whoever looks at a record sees how old that is. */
@TandemTest
class KnowledgeTest {

  @Autowired ApplicationContext house;
  @Autowired Knowledge knowledge;
  @Autowired TestClock clock;
  @Autowired TestDatabase database;

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void everyRecordSaysHowOldItIs() {
    BooksRoom books = BooksRoom.open(house);
    InvoiceId invoice = books.invoice();
    PaymentId payment = books.pay(invoice, "50.00");
    books.settle();
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    List<RecordRef> records =
        List.of(
            new RecordRef("client", books.room().client().value()),
            new RecordRef("invoice", invoice.value()),
            new RecordRef("payment", payment.value()));
    assertThat(known(books, records)).hasSize(3).allSatisfy((_, at) -> young(at));
    clock.advance(Duration.ofHours(1));
    for (RecordRef it : records) {
      assertThat(Duration.between(known(books, records).get(it), clock.instant()))
          .as("nobody asked since")
          .isGreaterThanOrEqualTo(Duration.ofHours(1));
    }
    Browser owner = TestPractice.of(house, books.practice()).browser(Role.OWNER);
    for (RecordRef it : records) {
      assertThat(owner.get("/ledger/story/" + it.kind() + "/" + it.id()).body())
          .contains("As Xero had it");
    }
    String badges = "/ledger/badges?invoice=" + invoice.value();
    assertThat(owner.get(badges).body())
        .as("heard, too, where it is not seen")
        .contains("Known as of", "<span class=\"visually-hidden\">Known as of ")
        .doesNotContain("as of <time");
    assertThat(owner.get(badges + "&own=" + invoice.value()).body())
        .as("seen on its own page")
        .contains("as of <time")
        .doesNotContain("visually-hidden");
    books.settle();
    assertThat(known(books, records)).allSatisfy((_, at) -> young(at));
    assertThat(known(books, List.of(new RecordRef("invoice", books.draft().value()))))
        .as("what Xero has nothing of")
        .isEmpty();
  }

  @Test
  void whatWasToldAndNotDealtWithIsNotKnown() throws SQLException {
    BooksRoom books = BooksRoom.open(house);
    InvoiceId invoice = books.invoice();
    books.settle();
    Instant before = clock.instant();
    clock.advance(Duration.ofHours(1));
    books.settle();
    var record = new RecordRef("invoice", invoice.value());
    young(known(books, List.of(record)).get(record));
    unread(books, invoice, before.plusSeconds(60));
    assertThat(known(books, List.of(record)).get(record)).isBeforeOrEqualTo(before.plusSeconds(60));
  }

  @Test
  void whatWasToldSinceItWasReadIsNotKnown() throws SQLException {
    BooksRoom books = BooksRoom.open(house);
    InvoiceId invoice = books.invoice();
    books.settle();
    Instant read = clock.instant();
    clock.advance(Duration.ofHours(1));
    unread(books, invoice, clock.instant());
    var record = new RecordRef("invoice", invoice.value());
    assertThat(known(books, List.of(record)).get(record))
        .as("it was never compared with all others")
        .isBeforeOrEqualTo(read);
  }

  /** Something was told of it, and could not be taken in. */
  private void unread(BooksRoom books, InvoiceId invoice, Instant at) throws SQLException {
    try (var connection = database.connectAsSuperuser();
        var statement =
            connection.prepareStatement(
                """
                insert into house.delivery
                  (key, received_at, tenant, category, resource, event_at, not_before, tries, dead_at)
                values (decode(md5(?), 'hex'), ?, ?, 'INVOICE', ?, 'infinity', null, 6, now())""")) {
      statement.setString(1, invoice.toString());
      statement.setTimestamp(2, Timestamp.from(at));
      statement.setObject(3, BooksRoom.TENANT);
      statement.setString(4, books.ledgerId("invoice", invoice.value()));
      statement.executeUpdate();
    }
  }

  private Map<RecordRef, Instant> known(BooksRoom books, List<RecordRef> records) {
    return books.in(() -> knowledge.of(records));
  }

  private void young(Instant at) {
    assertThat(Duration.between(at, clock.instant())).isLessThan(Duration.ofMinutes(5));
  }
}
