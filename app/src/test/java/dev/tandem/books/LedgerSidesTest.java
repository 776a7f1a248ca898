package dev.tandem.books;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Program;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestPractice;
import dev.tandem.practice.PracticeRoom;
import dev.tandem.practice.appointments.AppointmentId;
import dev.tandem.practice.appointments.Appointments;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.PaymentId;
import dev.tandem.practice.setup.Preferences;
import dev.tandem.practice.setup.Setup;
import dev.tandem.staff.Role;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A program reads of an appointment, an invoice and each payment whether the ledger has it. */
@TandemTest
class LedgerSidesTest {

  private static final JsonMapper JSON = new JsonMapper();

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;

  private BooksRoom books;
  private AppointmentId appointment;
  private InvoiceId invoice;
  private LocalDate day;

  @BeforeEach
  void completeAnAppointment() {
    books = BooksRoom.open(house);
    day = LocalDate.now(clock.withZone(PracticeRoom.ZONE));
    appointment =
        books.in(
            () -> {
              books
                  .bean(Setup.class)
                  .change(
                      PracticeRoom.prefer(
                          Preferences.InvoiceOn.COMPLETION, Preferences.InvoiceAs.APPROVED));
              var appointments = books.bean(Appointments.class);
              AppointmentId id = appointments.book(books.room().at(day + "T10:00", "knee"));
              appointments.complete(id);
              return id;
            });
    invoice =
        books.in(
            () -> books.bean(Billing.class).ofClient(books.room().client(), 1).getFirst().id());
  }

  @Test
  void anAppointmentTellsItsInvoicesSideAndAPaymentItsOwn() {
    Program owner = program(Role.OWNER);
    assertThat(read(owner, "appointments/" + appointment).at("/ledger/status").asString())
        .isEqualTo("pending");
    books.settle();
    JsonNode sent = read(owner, "appointments/" + appointment);
    assertThat(sent.at("/ledger/status").asString()).isEqualTo("synced");
    assertThat(sent.at("/ledger/id").asString())
        .isEqualTo(books.ledgerId("invoice", invoice.value()));

    PaymentId payment = books.pay(invoice, "40");
    assertThat(read(owner, "invoices/" + invoice).at("/payments/0/ledger/status").asString())
        .isEqualTo("pending");
    books.settle();
    JsonNode paid = read(owner, "invoices/" + invoice).at("/payments/0/ledger");
    assertThat(paid.path("status").asString()).isEqualTo("synced");
    assertThat(paid.path("id").asString()).isEqualTo(books.ledgerId("payment", payment.value()));

    JsonNode listed = read(owner, days()).at("/items/0");
    assertThat(listed.path("billing").asString()).isEqualTo("PART_PAID");
    assertThat(listed.path("due"))
        .isEqualTo(JSON.readTree("{\"amount\":70.00,\"currency\":\"AUD\"}"));
    assertThat(listed.at("/ledger/status").asString()).isEqualTo("synced");
    assertThat(read(owner, "invoices").at("/items/0/ledger/status").asString()).isEqualTo("synced");
  }

  @Test
  void aCreditNoteTellsItsSideAndThatOfWhatItSettlesAndGivesBack() {
    books.settle();
    books.pay(invoice, "40");
    books.settle();
    Program owner = program(Role.OWNER);
    String note =
        JSON.readTree(
                owner
                    .post(
                        "/api/v1/invoices/" + invoice + "/credit-notes",
                        "{\"reason\":\"All\",\"refund\":{}}")
                    .body())
            .path("id")
            .asString();
    JsonNode waiting = read(owner, "credit-notes/" + note);
    assertThat(waiting.at("/ledger/status").asString()).isEqualTo("pending");
    assertThat(waiting.at("/refunds/0/ledger/status").asString()).isEqualTo("pending");
    books.settle();
    for (JsonNode there :
        List.of(
            read(owner, "credit-notes/" + note),
            read(owner, "invoices/" + invoice + "/credit-notes").path(0))) {
      for (String part : List.of("", "/allocations/0", "/refunds/0")) {
        assertThat(there.at(part + "/ledger/status").asString()).as(part).isEqualTo("synced");
      }
    }
    JsonNode hidden = read(program(Role.PRACTITIONER), "credit-notes/" + note);
    assertThat(hidden.path("ledger").isNull()).isTrue();
    assertThat(hidden.at("/refunds/0/ledger").isNull()).isTrue();
    assertThat(hidden.at("/allocations/0/ledger").isNull()).isTrue();
  }

  @Test
  void whoMayNotSeeTheLedgerReadsWhatIsLeftToPayAlone() {
    books.settle();
    Program practitioner = program(Role.PRACTITIONER);
    JsonNode told = read(practitioner, "appointments/" + appointment);
    assertThat(told.path("ledger").isNull()).isTrue();
    assertThat(told.at("/due/amount").asString()).startsWith("110");
    assertThat(read(practitioner, days()).at("/items/0/ledger").isNull()).isTrue();
    assertThat(read(practitioner, "invoices").at("/items/0/ledger").isNull()).isTrue();
  }

  private String days() {
    return "appointments?from=%sT00:00:00Z&to=%sT00:00:00Z"
        .formatted(day.minusDays(1), day.plusDays(2));
  }

  private Program program(Role role) {
    return TestPractice.of(house, books.practice()).program(role);
  }

  private static JsonNode read(Program program, String what) {
    return JSON.readTree(program.get("/api/v1/" + what).body());
  }
}
