package dev.tandem.books;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.practice.PracticeRoom;
import dev.tandem.practice.appointments.AppointmentId;
import dev.tandem.practice.appointments.Appointments;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.setup.Preferences.InvoiceAs;
import dev.tandem.practice.setup.Preferences.InvoiceOn;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.Practices;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Journey b: an appointment is completed, and its invoice stands in Xero. */
@TandemTest
class AppointmentCompletedReachesXeroJourneyTest {

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void theInvoiceStandsInXeroWithClientLinesAndTotal() {
    BooksRoom books = BooksRoom.open(house);
    InvoiceView invoice = complete(books, InvoiceAs.APPROVED);
    books.settle();
    var there = books.records("invoices", _ -> true);
    assertThat(there).hasSize(1);
    var it = there.getFirst();
    assertThat(it.path("InvoiceNumber").asString()).isEqualTo(invoice.number());
    assertThat(it.path("Status").asString()).isEqualTo("AUTHORISED");
    assertThat(it.path("Total").decimalValue()).isEqualByComparingTo(invoice.total());
    assertThat(it.path("Contact").path("ContactID").asString())
        .isEqualTo(books.ledgerId("client", books.room().client().value()));
    assertThat(books.standing("invoice", invoice.id().value()).state()).isEqualTo(State.IN_STEP);
  }

  @Test
  void aDraftWaitsInXeroForAPersonToApproveIt() {
    BooksRoom books = BooksRoom.open(house);
    complete(books, InvoiceAs.DRAFT);
    books.settle();
    assertThat(books.records("invoices", it -> it.path("Status").asString().equals("DRAFT")))
        .hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void aVoidedDraftIsDeletedInXero() {
    BooksRoom books = BooksRoom.open(house);
    UUID draft = complete(books, InvoiceAs.DRAFT).id().value();
    books.settle();
    assertThat(books.standing("invoice", draft).state()).isEqualTo(State.IN_STEP);
    Practices.run(
        books.practice(), () -> books.bean(Billing.class).voidInvoice(new InvoiceId(draft)));
    books.settle();
    assertThat(books.records("invoices", it -> it.path("Status").asString().equals("DELETED")))
        .hasSize(1);
    assertThat(books.standing("invoice", draft).state()).isEqualTo(State.IN_STEP);
  }

  @Test
  void anInvoiceWaitsForItsClient() {
    BooksRoom books = BooksRoom.openSilent(house);
    InvoiceView invoice = complete(books, InvoiceAs.APPROVED);
    Practices.run(
        books.practice(),
        () ->
            books
                .bean(dev.tandem.books.connection.Connections.class)
                .turnSendingOn(books.binding()));
    books.settle();
    assertThat(books.standing("invoice", invoice.id().value()).state()).isEqualTo(State.IN_STEP);
    assertThat(books.calls("PUT", "/Contacts")).isEqualTo(1);
    assertThat(books.calls("PUT", "/Invoices")).isEqualTo(1);
  }

  private InvoiceView complete(BooksRoom books, InvoiceAs as) {
    return books.in(
        () -> {
          books.bean(Setup.class).change(PracticeRoom.prefer(InvoiceOn.COMPLETION, as));
          String yesterday =
              LocalDate.now(clock.withZone(PracticeRoom.ZONE)).minusDays(1) + "T10:00";
          AppointmentId id =
              books.bean(Appointments.class).book(books.room().at(yesterday, "Knee"));
          books.bean(Appointments.class).complete(id);
          return books.bean(Billing.class).ofClient(books.room().client(), 5).getFirst();
        });
  }
}
