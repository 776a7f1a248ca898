package dev.tandem.books;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestDatabase;
import dev.tandem.TestPractice;
import dev.tandem.books.conflicts.Conflicts;
import dev.tandem.practice.PracticeRoom;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceLine;
import dev.tandem.practice.billing.LineAmounts;
import dev.tandem.practice.billing.PaymentMethod;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.credits.CreditDetails;
import dev.tandem.practice.credits.CreditPurpose;
import dev.tandem.practice.credits.Credits;
import dev.tandem.practice.credits.Refunding;
import dev.tandem.staff.Role;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** What is kept by law stays once: further copies of its texts go with the client. */
@TandemTest
class ErasedDocumentsTest {

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;
  @Autowired TestDatabase database;

  private BooksRoom books;
  private ClientId client;

  @BeforeEach
  void open() {
    books = BooksRoom.open(house);
    client = books.room().client();
  }

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void whatWasInDisputeOverAnInvoiceGoesOnceItIsSettled() throws SQLException {
    InvoiceId invoice = inDispute("Her knee", "Her hip");
    books.rewrite(invoice, "Her hip", null);
    books.settle();
    assertThat(disputes()).isEqualTo("1");
    assertThat(books.in(() -> books.bean(Conflicts.class).open(10))).isEmpty();
    books.pay(invoice, "110.00");
    books.settle();
    erase();
    assertThat(disputes()).isEqualTo("0");
  }

  @Test
  void whatIsStillInDisputeGoesWhenItIsSettled() throws SQLException {
    InvoiceId invoice = inDispute("Her knee", "Her hip");
    books.pay(invoice, "110.00");
    books.settle();
    erase();
    assertThat(disputes()).isEqualTo("1");
    inXero(invoice, "{\"Reference\":\"Her knee\"}");
    books.settle();
    assertThat(books.in(() -> books.bean(Conflicts.class).open(10))).isEmpty();
    assertThat(disputes()).isEqualTo("0");
  }

  /** The invoice takes it, since it is the books'; its story says only that something came. */
  @Test
  void aLateChangeIsNotWrittenDownOnceMore() throws SQLException {
    InvoiceId invoice = books.invoice();
    books.settle();
    books.pay(invoice, "110.00");
    books.settle();
    erase();
    inXero(invoice, "{\"Reference\":\"Her hip\"}");
    books.settle();
    assertThat(books.find(invoice).reference()).isEqualTo("Her hip");
    assertThat(count("sync_story", "changes::text like '%Her hip%'")).isEqualTo("0");
    assertThat(count("sync_story", "record = '" + invoice + "' and text like '%Xero%'"))
        .isNotEqualTo("0");
  }

  @Test
  void whatWasTypedAtARefundIsKeptOnceOnly() throws SQLException {
    InvoiceId invoice = books.invoice();
    books.settle();
    books.pay(invoice, "110.00");
    books.settle();
    books.in(() -> refund(invoice, "To her mother"));
    books.settle();
    assertThat(count("push_item", "sent::text like '%To her mother%'")).isEqualTo("1");
    erase();
    assertThat(count("push_item", "sent::text like '%To her mother%'")).isEqualTo("0");
    assertThat(count("push_item", "ours::text like '%To her mother%'")).isEqualTo("0");
    assertThat(count("sync_story", "changes::text like '%To her mother%'")).isEqualTo("0");
    assertThat(count("refund", "reference = 'To her mother'")).isEqualTo("1");
  }

  private InvoiceId inDispute(String ours, String theirs) throws SQLException {
    InvoiceId invoice = books.invoice();
    books.settle();
    inXero(invoice, "{\"Reference\":\"" + theirs + "\"}");
    books.rewrite(invoice, ours, null);
    clock.advance(Duration.ofSeconds(90));
    books.settle();
    assertThat(disputes()).isEqualTo("1");
    return invoice;
  }

  private void inXero(InvoiceId invoice, String json) {
    books.control(
        books.organisation() + "/invoices/" + books.ledgerId("invoice", invoice.value()), json);
    clock.advance(Duration.ofMinutes(20));
  }

  private @Nullable Object refund(InvoiceId invoice, String reference) {
    LocalDate today = LocalDate.now(clock.withZone(PracticeRoom.ZONE));
    return books
        .bean(Credits.class)
        .issue(
            invoice,
            new CreditDetails(
                CreditPurpose.CREDIT,
                today,
                "Charged twice",
                LineAmounts.INCLUSIVE,
                books.find(invoice).lines().stream().map(InvoiceLine::details).toList(),
                new Refunding(today, PaymentMethod.TRANSFER, reference, null)));
  }

  private void erase() {
    var owner = TestPractice.of(house, books.practice()).browser(Role.OWNER);
    String page = "/clients/" + client + "/erasure";
    owner.get(page);
    assertThat(owner.submit(page, Map.of("name", "Ann Lee")).redirect()).isEqualTo(page);
    books.settle();
  }

  private String disputes() throws SQLException {
    return count("conflict", "kind = 'invoice'");
  }

  private String count(String table, String where) throws SQLException {
    try (var connection = database.connectAsSuperuser();
        var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "select count(*) from practice.%s where practice_id = '%s' and %s"
                    .formatted(table, books.practice(), where))) {
      row.next();
      return row.getString(1);
    }
  }
}
