package dev.tandem.practice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestPractice;
import dev.tandem.practice.appointments.AppointmentId;
import dev.tandem.practice.appointments.Appointments;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.billing.PaymentDetails;
import dev.tandem.practice.billing.PaymentMethod;
import dev.tandem.practice.setup.Preferences;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.Practices;
import dev.tandem.staff.Role;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** An invoice shows the same words wherever it is met: appointment, diary, invoice, client. */
@TandemTest
class BadgesTest {

  @Autowired ApplicationContext house;
  @Autowired Appointments appointments;
  @Autowired Billing billing;
  @Autowired Setup setup;
  @Autowired TestClock clock;

  private PracticeRoom room;
  private Browser desk;
  private AppointmentId appointment;
  private LocalDate day;

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void anInvoiceIsInvoicedThenPartPaidThenOverdueThenPaid() {
    room = PracticeRoom.open(house);
    day = LocalDate.now(clock.withZone(PracticeRoom.ZONE));
    appointment =
        in(
            () -> {
              setup.change(
                  PracticeRoom.prefer(
                      Preferences.InvoiceOn.COMPLETION, Preferences.InvoiceAs.APPROVED));
              AppointmentId id = appointments.book(room.at(day + "T10:00", "knee"));
              appointments.complete(id);
              return id;
            });
    desk = TestPractice.of(house, room.practice()).browser(Role.RECEPTIONIST);
    shows("Invoiced", "Due");
    pay("40.00");
    shows("Part paid", "Part paid");
    clock.advance(Duration.ofDays(20));
    desk = TestPractice.of(house, room.practice()).browser(Role.RECEPTIONIST);
    shows("Overdue", "Overdue, part paid");
    assertThat(desk.get("/invoices/of-client/" + room.client()).body())
        .contains("70.00", "overdue");
    pay("70.00");
    shows("Paid", "Paid");
    assertThat(desk.get("/invoices/of-client/" + room.client()).body()).doesNotContain("overdue");
    String place = "ledger-badge-invoice-" + invoice().id();
    assertThat(desk.get("/appointments/" + appointment).body()).contains(place);
    assertThat(desk.get("/diary?date=" + day).body()).contains(place);
    assertThat(desk.get("/invoices/" + invoice().id()).body()).contains(place);
    assertThat(desk.get("/invoices/of-client/" + room.client()).body()).contains(place);
    assertThat(desk.get("/diary/feed?from=" + day + "&to=" + day.plusDays(1)).body())
        .contains("\"invoice\":\"" + invoice().id() + "\"");
  }

  private void shows(String atAppointment, String atInvoice) {
    assertThat(desk.get("/appointments/" + appointment).body()).contains(">" + atAppointment + "<");
    assertThat(desk.get("/diary?date=" + day).body()).contains(">" + atAppointment + "<");
    assertThat(desk.get("/invoices/" + invoice().id()).body()).contains(">" + atInvoice + "<");
    assertThat(desk.get("/invoices").body()).contains(">" + atInvoice + "<");
    assertThat(desk.get("/invoices/of-client/" + room.client()).body())
        .contains(">" + atInvoice + "<");
  }

  private InvoiceView invoice() {
    return in(() -> billing.find(billing.ofClient(room.client(), 1).getFirst().id()));
  }

  private void pay(String amount) {
    in(
        () ->
            billing.takePayment(
                invoice().id(),
                new PaymentDetails(
                    LocalDate.now(clock.withZone(PracticeRoom.ZONE)),
                    new BigDecimal(amount),
                    PaymentMethod.CARD,
                    "",
                    null)));
  }

  private <T> T in(ScopedValue.CallableOp<T, RuntimeException> work) {
    return Practices.in(room.practice(), work);
  }
}
