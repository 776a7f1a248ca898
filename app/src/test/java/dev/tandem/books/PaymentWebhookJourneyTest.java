package dev.tandem.books;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestPractice;
import dev.tandem.TestXero;
import dev.tandem.books.lane.SyncLog;
import dev.tandem.practice.PracticeRoom;
import dev.tandem.practice.appointments.AppointmentId;
import dev.tandem.practice.appointments.Appointments;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceStatus;
import dev.tandem.practice.setup.Preferences;
import dev.tandem.practice.setup.Setup;
import dev.tandem.staff.Role;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/**
 * Xero has announced a webhook of payments. Nothing else is told here, and a payment in Xero still
 * shows within seconds, from the books to the appointment's badge.
 */
@TandemTest
class PaymentWebhookJourneyTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;
  @Autowired TestXero xero;
  @LocalServerPort int port;

  private BooksRoom books;
  private InvoiceId invoice;

  @AfterEach
  void putBack() {
    xero.control("DELETE", "/_simulator/webhooks?url=" + encoded(url()));
    xero.control("POST", "/_simulator/switches?name=payment-webhooks&on=off");
    clock.reset();
  }

  @Test
  void fromAPaymentInXeroToTheBadgeOfItsAppointment() {
    books = BooksRoom.open(house);
    AppointmentId appointment = seen();
    books.settle();
    clock.advance(Duration.ofSeconds(30));
    xero.control("POST", "/_simulator/switches?name=payment-webhooks&on=on");
    xero.control(
        "POST",
        "/_simulator/webhooks?categories=PAYMENT&url="
            + encoded(url())
            + "&key="
            + encoded(TandemTest.WEBHOOK_KEY));
    shows(appointment, "Invoiced", "DUE");

    payInXero("40");
    assertThat(books.find(invoice).paid()).isEqualByComparingTo("40");
    shows(appointment, "Part paid", "PART_PAID");
    payInXero("70");
    assertThat(books.find(invoice).status()).isEqualTo(InvoiceStatus.PAID);
    assertThat(books.find(invoice).standingPayments()).hasSize(2);
    shows(appointment, "Paid", "PAID");
    assertThat(story(appointment)).contains("received 70.00 AUD", "received 40.00 AUD", "booked");
    assertThat(books.read("/_simulator/webhooks/deliveries").toString())
        .contains("PAYMENT")
        .doesNotContain("INVOICE");
  }

  /** Completed, and so invoiced. */
  private AppointmentId seen() {
    LocalDate today = LocalDate.now(clock.withZone(PracticeRoom.ZONE));
    return books.in(
        () -> {
          books
              .bean(Setup.class)
              .change(
                  PracticeRoom.prefer(
                      Preferences.InvoiceOn.COMPLETION, Preferences.InvoiceAs.APPROVED));
          var appointments = books.bean(Appointments.class);
          AppointmentId id = appointments.book(books.room().at(today + "T10:00", "knee"));
          appointments.complete(id);
          invoice = new InvoiceId(Objects.requireNonNull(appointments.find(id).invoice()));
          return id;
        });
  }

  /** Each is read because it was told: no reading of changes has to come. */
  private void payInXero(String amount) {
    long before = fetched();
    books.control(
        books.organisation()
            + "/invoices/"
            + books.ledgerId("invoice", invoice.value())
            + "/pay?amount="
            + amount,
        "");
    Awaitility.await("Xero has told of it, and it was read")
        .atMost(PATIENCE)
        .until(
            () -> {
              books.turn();
              clock.advance(Duration.ofMillis(500));
              return fetched() > before;
            });
    books.settle();
  }

  private long fetched() {
    return books.log().stream()
        .map(SyncLog.Call::operation)
        .filter("fetch payments"::equals)
        .count();
  }

  private void shows(AppointmentId appointment, String mark, String billing) {
    TestPractice people = TestPractice.of(house, books.practice());
    String page = people.browser(Role.RECEPTIONIST).get("/appointments/" + appointment).body();
    assertThat(page.replaceAll("<[^>]*>", " ")).contains(mark);
    assertThat(people.program(Role.OWNER).get("/api/v1/appointments/" + appointment).body())
        .contains("\"billing\":\"" + billing + "\"");
  }

  /** What the appointment's page tells, as it is fetched again when its invoice has changed. */
  private String story(AppointmentId appointment) {
    return TestPractice.of(house, books.practice())
        .browser(Role.RECEPTIONIST)
        .get("/appointments/" + appointment + "/story")
        .body();
  }

  private String url() {
    return "http://localhost:" + port + "/webhooks/xero";
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
