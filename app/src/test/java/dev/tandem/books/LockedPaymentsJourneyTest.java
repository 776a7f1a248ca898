package dev.tandem.books;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.Browser;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestPractice;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.inbox.ReferenceWishes;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.mirror.TheirSide;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.PaymentId;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.Erasures;
import dev.tandem.shared.Practices;
import dev.tandem.shared.Refused;
import dev.tandem.staff.Role;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Money that Xero has in a closed period: it is not promised that it can be taken back. */
@TandemTest
class LockedPaymentsJourneyTest {

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;

  private BooksRoom books;
  private Browser owner;
  private InvoiceId invoice;
  private LocalDate today;

  @BeforeEach
  void connected() {
    books = BooksRoom.open(house);
    owner = TestPractice.of(house, books.practice()).browser(Role.OWNER);
    invoice = books.invoice();
    today = books.find(invoice).date();
  }

  @AfterEach
  void putBack() {
    clock.reset();
  }

  private void lock(String date) {
    books.control(books.organisation() + "/lock" + date, "");
    Practices.run(
        books.practice(), () -> books.bean(ReferenceWishes.class).readNow(BooksRoom.TENANT));
    books.settle();
  }

  private void remove(PaymentId id) {
    Practices.run(books.practice(), () -> books.bean(Billing.class).removePayment(id));
  }

  @Test
  void aPaymentThatXeroHasOnAClosedDayStaysAndWhoWantsItGoneIsToldWhy() {
    PaymentId there = books.pay(invoice, "40.00");
    books.settle();
    lock("?date=" + today);
    PaymentId here = books.pay(invoice, "10.00");
    books.settle();
    assertThatThrownBy(() -> remove(there))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("Xero has this payment on")
        .hasMessageContaining("Credit the invoice instead");
    assertThat(owner.get("/invoices/" + invoice).body())
        .contains("href=\"/payments/" + there + "/removal\"")
        .contains("action=\"/payments/" + here + "/removal\"");
    assertThat(owner.get("/payments/" + there + "/removal").body())
        .contains("The payment of 40.00 stays");
    remove(here);
    assertThat(books.find(invoice).due()).isEqualByComparingTo("70.00");
    lock("?date=" + today.minusDays(1));
    remove(there);
    books.settle();
    assertThat(books.records("payments", it -> it.path("Status").asString().equals("AUTHORISED")))
        .isEmpty();
  }

  /** What nobody here may know any more is not taken from Xero, so Xero has to hear of it yet. */
  @Test
  void whatCannotBeTakenAsXeroHasItIsNotNotedAsAgreed() {
    ClientId erased = books.add("Eve", "Fox");
    books.settle();
    UUID id = erased.value();
    assertThat(books.contacts("Eve Fox")).hasSize(1);
    Practices.run(
        books.practice(), () -> books.bean(Connections.class).turnSendingOff(books.binding()));
    Practices.run(books.practice(), () -> books.bean(Erasures.class).erase(erased));
    List<TheirSide.Field> differ = waiting(id);
    assertThat(differ).extracting(TheirSide.Field::theirs).contains("Eve Fox");
    assertThatThrownBy(
            () ->
                Practices.run(
                    books.practice(),
                    () ->
                        books
                            .bean(TheirSide.class)
                            .take(Kind.CLIENT, BooksRoom.TENANT, id, TheirSide.seen(differ))))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("Nothing was given up");
    assertThat(waiting(id)).as("as it was").isEqualTo(differ);
    Practices.run(
        books.practice(), () -> books.bean(Connections.class).turnSendingOn(books.binding()));
    books.settle();
    assertThat(books.contacts("Eve Fox")).isEmpty();
  }

  private List<TheirSide.Field> waiting(UUID client) {
    return books.in(
        () -> books.bean(TheirSide.class).waiting(Kind.CLIENT, BooksRoom.TENANT, client));
  }
}
