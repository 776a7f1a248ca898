package dev.tandem.books.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.books.BooksRoom;
import dev.tandem.books.lane.Answer;
import dev.tandem.books.lane.LaneClass;
import dev.tandem.books.lane.Lanes;
import dev.tandem.books.lane.Operation;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.LedgerRecord;
import dev.tandem.books.mirror.LinkTimes;
import dev.tandem.books.mirror.Mirror;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceStatus;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.Clients;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Two readings of one record are under way, and the older one is taken last. */
@TandemTest
class OlderReadingTest {

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
  void itNeverBringsBackAPaymentThatWasRemoved() {
    InvoiceId invoice = paidInXero();
    Answer<List<LedgerRecord>> old = read(Kind.INVOICE, there(invoice));
    removePayment();
    fetch(Kind.INVOICE, there(invoice));
    assertThat(books.find(invoice).status()).isEqualTo(InvoiceStatus.APPROVED);
    absorb(Kind.INVOICE, old.seq(), old.value());
    assertThat(books.find(invoice).status()).isEqualTo(InvoiceStatus.APPROVED);
    assertThat(books.find(invoice).standingPayments()).isEmpty();
  }

  @Test
  void norDoesAnOlderListOfPayments() {
    InvoiceId invoice = paidInXero();
    String payment = books.records("payments", _ -> true).getFirst().path("PaymentID").asString();
    Answer<List<LedgerRecord>> old = read(Kind.PAYMENT, payment);
    removePayment();
    fetch(Kind.INVOICE, there(invoice));
    books.in(
        () -> books.bean(Mirror.class).absorbPayments(BooksRoom.TENANT, old.seq(), old.value()));
    assertThat(books.find(invoice).status()).isEqualTo(InvoiceStatus.APPROVED);
  }

  @Test
  void itTakesNoValueBack() {
    ClientId ann = books.room().client();
    String contact = books.ledgerId("client", ann.value());
    edit(contact, "first@example.com");
    Answer<List<LedgerRecord>> old = read(Kind.CLIENT, contact);
    edit(contact, "second@example.com");
    fetch(Kind.CLIENT, contact);
    Instant seen = times(contact).seenAt();
    absorb(Kind.CLIENT, old.seq(), old.value());
    assertThat(email(ann)).isEqualTo("second@example.com");
    assertThat(times(contact).seenAt()).isEqualTo(seen);
  }

  /** Which call began first does not tell which was answered first. */
  @Test
  void anEarlierCallThatWasAnsweredLaterCounts() {
    ClientId ann = books.room().client();
    String contact = books.ledgerId("client", ann.value());
    edit(contact, "first@example.com");
    Answer<List<LedgerRecord>> first = read(Kind.CLIENT, contact);
    edit(contact, "second@example.com");
    Answer<List<LedgerRecord>> second = read(Kind.CLIENT, contact);
    absorb(Kind.CLIENT, second.seq(), first.value());
    absorb(Kind.CLIENT, first.seq(), second.value());
    assertThat(email(ann)).isEqualTo("second@example.com");
  }

  private InvoiceId paidInXero() {
    InvoiceId invoice = books.invoice();
    books.settle();
    clock.advance(Duration.ofSeconds(30));
    books.control(books.organisation() + "/invoices/" + there(invoice) + "/pay", "");
    fetch(Kind.INVOICE, there(invoice));
    assertThat(books.find(invoice).status()).isEqualTo(InvoiceStatus.PAID);
    clock.advance(Duration.ofSeconds(30));
    return invoice;
  }

  private void removePayment() {
    String payment = books.records("payments", _ -> true).getFirst().path("PaymentID").asString();
    books.control(books.organisation() + "/payments/" + payment + "/delete", "{}");
  }

  private void edit(String contact, String email) {
    clock.advance(Duration.ofSeconds(30));
    books.control(
        books.organisation() + "/contacts/" + contact,
        "{\"EmailAddress\":\"%s\"}".formatted(email));
  }

  private Answer<List<LedgerRecord>> read(Kind kind, String id) {
    return books.in(
        () ->
            books
                .bean(Lanes.class)
                .visit(
                    books.binding(),
                    calls ->
                        calls.call(
                            Operation.read(LaneClass.PERSON, kind, "look", 1),
                            it -> it.byIds(kind, List.of(id)))));
  }

  private void fetch(Kind kind, String id) {
    books.in(
        () ->
            books
                .bean(Lanes.class)
                .visit(
                    books.binding(),
                    calls ->
                        books.bean(Inbox.class).fetch(kind, LaneClass.PERSON, calls, List.of(id))));
  }

  private void absorb(Kind kind, long seq, List<LedgerRecord> read) {
    books.in(() -> books.bean(Mirror.class).absorb(kind, BooksRoom.TENANT, seq, read));
  }

  private LinkTimes times(String contact) {
    return books
        .in(() -> books.bean(Mirror.class).times(Kind.CLIENT, BooksRoom.TENANT, List.of(contact)))
        .getFirst();
  }

  private String there(InvoiceId invoice) {
    return books.ledgerId("invoice", invoice.value());
  }

  private String email(ClientId client) {
    return books.in(() -> books.bean(Clients.class).find(client)).details().email();
  }
}
