package dev.tandem.practice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.Program;
import dev.tandem.Statements;
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
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.json.JsonMapper;

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
    owes("DUE", "110.00", "");
    pay("40.00");
    shows("Part paid", "Part paid");
    owes("PART_PAID", "70.00", "");
    after(Duration.ofDays(14));
    shows("Part paid", "Part paid");
    owes("PART_PAID", "70.00", "");
    after(Duration.ofDays(1));
    shows("Overdue", "Overdue, part paid");
    owes("OVERDUE", "70.00", "70.00");
    assertThat(desk.get("/invoices/of-client/" + room.client()).body())
        .contains("70.00", "overdue");
    pay("70.00");
    shows("Paid", "Paid");
    owes("PAID", "", "");
    assertThat(desk.get("/invoices/of-client/" + room.client()).body()).doesNotContain("overdue");
    String place = "ledger-badge-invoice-" + invoice().id();
    assertThat(desk.get("/appointments/" + appointment).body()).contains(place);
    assertThat(desk.get("/diary?date=" + day).body()).contains(place);
    assertThat(desk.get("/invoices/" + invoice().id()).body()).contains(place);
    assertThat(desk.get("/invoices/of-client/" + room.client()).body()).contains(place);
    assertThat(desk.get("/diary/feed?from=" + day + "&to=" + day.plusDays(1)).body())
        .contains("\"invoice\":\"" + invoice().id() + "\"");
  }

  @Test
  void eachOwesWhatTheyPayInEachCurrency() {
    room = PracticeRoom.open(house);
    Program program = TestPractice.of(house, room.practice()).program(Role.OWNER);
    String ann = room.client().toString();
    String bo = client(program, "Bo");
    invoice(program, ann, "");
    invoice(program, ann, ",\"currency\":\"USD\",\"dueDate\":\"2099-01-01\"");
    invoice(program, bo, ",\"billTo\":\"%s\"".formatted(ann));
    invoice(program, bo, ",\"approve\":false");
    desk = TestPractice.of(house, room.practice()).browser(Role.RECEPTIONIST);
    String annOwes = "Owes 220.00 AUD + 110.00 USD";
    assertThat(text("/clients")).containsOnlyOnce(annOwes).doesNotContain("overdue");
    assertThat(text("/clients/" + ann)).contains(annOwes);
    assertThat(text("/clients/" + ann + "/balance")).isEqualTo(" " + annOwes + " ");
    assertThat(text("/clients/" + bo)).doesNotContain("Owes");
    after(Duration.ofDays(15));
    String overdue = annOwes + " 220.00 AUD overdue";
    assertThat(text("/clients")).containsOnlyOnce(overdue);
    assertThat(text("/clients/" + ann)).contains(overdue);
    assertThat(program.get("/api/v1/clients/" + ann).body())
        .contains(
            "\"due\":[{\"amount\":220.00,\"currency\":\"AUD\"},{\"amount\":110.00,\"currency\":\"USD\"}]",
            "\"overdue\":[{\"amount\":220.00,\"currency\":\"AUD\"}]");
    assertThat(program.get("/api/v1/clients/" + bo).body())
        .contains("\"due\":[]", "\"overdue\":[]");
  }

  @Test
  void aListAsksOnceForAllOfItsRows() {
    room = PracticeRoom.open(house);
    Program program = TestPractice.of(house, room.practice()).program(Role.OWNER);
    day = LocalDate.now(clock.withZone(PracticeRoom.ZONE));
    in(
        () -> {
          setup.change(
              PracticeRoom.prefer(
                  Preferences.InvoiceOn.COMPLETION, Preferences.InvoiceAs.APPROVED));
          for (int hour = 10; hour < 15; hour++) {
            appointments.complete(appointments.book(room.at(day + "T" + hour + ":00", "knee")));
          }
          return true;
        });
    for (int one = 0; one < 5; one++) {
      invoice(program, client(program, "Bo"), "");
    }
    desk = TestPractice.of(house, room.practice()).browser(Role.RECEPTIONIST);
    assertThat(asked(() -> desk.get("/clients"))).hasSize(1);
    assertThat(asked(() -> program.get("/api/v1/clients"))).hasSize(1);
    assertThat(asked(() -> desk.get("/diary?date=" + day))).hasSize(1);
    assertThat(asked(() -> program.get(appointmentsOfTheDay()))).hasSize(1);
  }

  /** What was asked of what invoices owe. */
  private static List<String> asked(Runnable work) {
    return Statements.during(work).stream()
        .filter(it -> it.contains("practice.invoice ") || it.contains("practice.invoice\n"))
        .filter(it -> it.matches("(?s).*\\bdue\\b.*"))
        .toList();
  }

  private String client(Program program, String name) {
    return id(program.post("/api/v1/clients", "{\"givenName\":\"%s\"}".formatted(name)));
  }

  private void invoice(Program program, String client, String more) {
    String approve = more.contains("approve") ? "" : ",\"approve\":true";
    id(
        program.post(
            "/api/v1/invoices",
            "{\"client\":\"%s\",\"lines\":[{\"service\":\"%s\",\"unitPrice\":110}]%s%s}"
                .formatted(client, room.service(), approve, more)));
  }

  private static String id(Browser.Page created) {
    assertThat(created.status()).as(created.body()).isEqualTo(201);
    return new JsonMapper().readTree(created.body()).path("id").asString();
  }

  private String appointmentsOfTheDay() {
    return "/api/v1/appointments?from=%sT00:00:00Z&to=%sT00:00:00Z"
        .formatted(day.minusDays(1), day.plusDays(2));
  }

  private void after(Duration time) {
    clock.advance(time);
    desk = TestPractice.of(house, room.practice()).browser(Role.RECEPTIONIST);
  }

  /** The same of who reads pages and of who reads by program; empty where nothing is owed. */
  private void owes(String billing, String due, String overdue) {
    Program program = TestPractice.of(house, room.practice()).program(Role.OWNER);
    String left = due.isEmpty() ? "null" : money(due);
    for (String page :
        List.of(
            "/appointments/" + appointment,
            "/appointments/" + appointment + "/card",
            "/appointments/of-client/" + room.client(),
            "/diary?date=" + day)) {
      if (due.isEmpty()) {
        assertThat(text(page)).as(page).doesNotContain("to pay");
      } else {
        assertThat(text(page)).as(page).contains(due + " AUD to pay");
      }
    }
    assertThat(desk.get("/diary/feed?from=" + day + "&to=" + day.plusDays(1)).body())
        .contains(
            "\"billing\":\""
                + billing
                + "\",\"due\":"
                + (due.isEmpty() ? "null" : "\"" + due + " AUD\""));
    for (String path : List.of("/api/v1/appointments/" + appointment, appointmentsOfTheDay())) {
      assertThat(program.get(path).body())
          .as(path)
          .contains("\"billing\":\"" + billing + "\"", "\"due\":" + left);
    }
    String sum = due.isEmpty() ? "" : "Owes " + due + " AUD";
    String late = overdue.isEmpty() ? "" : overdue + " AUD overdue";
    for (String page : List.of("/clients", "/clients/" + room.client())) {
      assertThat(text(page)).as(page).contains(sum, late);
      assertThat(text(page).contains("overdue")).as(page).isEqualTo(!overdue.isEmpty());
      assertThat(desk.get(page).body().contains("t-owes")).as(page).isEqualTo(!due.isEmpty());
    }
    for (String path : List.of("/api/v1/clients/" + room.client(), "/api/v1/clients")) {
      assertThat(program.get(path).body())
          .as(path)
          .contains(
              "\"due\":[%s]".formatted(due.isEmpty() ? "" : money(due)),
              "\"overdue\":[%s]".formatted(overdue.isEmpty() ? "" : money(overdue)));
    }
  }

  private static String money(String amount) {
    return "{\"amount\":%s,\"currency\":\"AUD\"}".formatted(amount);
  }

  private String text(String page) {
    return desk.get(page).body().replaceAll("<[^>]+>", " ").replaceAll("\\s+", " ");
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
