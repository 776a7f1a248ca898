package dev.tandem.books;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestPractice;
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
import dev.tandem.staff.Role;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
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

  private AppointmentId completed;

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

  /** Marked as paid over there, it is paid in the diary. */
  @Test
  void whatIsPaidInXeroIsPaidAtTheAppointment() {
    BooksRoom books = BooksRoom.open(house);
    InvoiceView invoice = complete(books, InvoiceAs.APPROVED);
    books.settle();
    Browser desk = TestPractice.of(house, books.practice()).browser(Role.RECEPTIONIST);
    String appointment = "/appointments/" + completed;
    assertThat(desk.get(appointment).body()).contains(">Invoiced<").doesNotContain(">Paid<");
    for (String amount : List.of("60.00", "50.00")) {
      books.control(
          books.organisation()
              + "/invoices/"
              + books.ledgerId("invoice", invoice.id().value())
              + "/pay?amount="
              + amount,
          "");
      clock.advance(Duration.ofMinutes(6));
      books.settle();
      String mark = amount.equals("60.00") ? ">Part paid<" : ">Paid<";
      assertThat(desk.get(appointment).body()).contains(mark);
      assertThat(desk.get("/diary?date=" + yesterday()).body()).contains(mark);
    }
  }

  private LocalDate yesterday() {
    return LocalDate.now(clock.withZone(PracticeRoom.ZONE)).minusDays(1);
  }

  private InvoiceView complete(BooksRoom books, InvoiceAs as) {
    return books.in(
        () -> {
          books.bean(Setup.class).change(PracticeRoom.prefer(InvoiceOn.COMPLETION, as));
          completed =
              books.bean(Appointments.class).book(books.room().at(yesterday() + "T10:00", "Knee"));
          books.bean(Appointments.class).complete(completed);
          return books.bean(Billing.class).ofClient(books.room().client(), 5).getFirst();
        });
  }
}
