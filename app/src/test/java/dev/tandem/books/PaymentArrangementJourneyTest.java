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
import dev.tandem.practice.billing.InvoiceStatus;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.billing.PaymentArrangement;
import dev.tandem.practice.billing.PaymentArrangements;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.Clients;
import dev.tandem.practice.setup.PaymentTerms;
import dev.tandem.practice.setup.Preferences.InvoiceAs;
import dev.tandem.practice.setup.Preferences.InvoiceOn;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.Practices;
import dev.tandem.staff.Role;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** A fund pays for Ann, thirty days after the month: her invoices say so by themselves. */
@TandemTest
class PaymentArrangementJourneyTest {

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;

  private BooksRoom books;
  private Browser desk;
  private ClientId ann;
  private ClientId fund;

  @BeforeEach
  void openBooks() {
    books = BooksRoom.open(house);
    desk = TestPractice.of(house, books.practice()).browser(Role.RECEPTIONIST);
    ann = books.room().client();
    fund = books.add("Harbour", "Fund");
  }

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void whatTheDeskArrangesIsOnTheAppointmentsInvoiceAndInXero() {
    assertThat(text("/invoices/of-client/" + ann)).contains("Paid by Ann Lee, due 14 days");
    arrangeAtTheDesk();
    assertThat(text("/invoices/of-client/" + ann))
        .contains("Paid by Harbour Fund, due 30 days after the end of the invoice month");
    assertThat(text("/invoices/of-client/" + fund)).contains("Pays for Ann Lee");

    InvoiceView invoice = complete();
    assertThat(invoice.payer()).isEqualTo(fund);
    assertThat(invoice.dueDate()).isEqualTo("2026-12-30");
    books.settle();
    JsonNode there = there(invoice);
    assertThat(there.path("Contact").path("ContactID").asString())
        .isEqualTo(books.ledgerId("client", fund.value()));
    assertThat(there.path("DueDateString").asString()).startsWith("2026-12-30");
    assertThat(there.path("Status").asString()).isEqualTo("AUTHORISED");
    assertThat(there.path("Total").decimalValue()).isEqualByComparingTo(invoice.total());
    assertThat(books.standing("invoice", invoice.id().value()).state()).isEqualTo(State.IN_STEP);
  }

  /**
   * By the practice's own setting an appointment's invoice waits as a draft, and is approved here.
   */
  @Test
  void aDraftKeepsThePayerUntilItIsApprovedHere() {
    arrangeAtTheDesk();
    Practices.run(
        books.practice(),
        () ->
            books
                .bean(Setup.class)
                .change(PracticeRoom.prefer(InvoiceOn.COMPLETION, InvoiceAs.DRAFT)));
    InvoiceView draft = complete();
    books.settle();
    assertThat(there(draft).path("Status").asString()).isEqualTo("DRAFT");
    assertThat(there(draft).path("Contact").path("ContactID").asString())
        .isEqualTo(books.ledgerId("client", fund.value()));
    Practices.run(books.practice(), () -> books.bean(Billing.class).approve(draft.id()));
    books.settle();
    assertThat(there(draft).path("Status").asString()).isEqualTo("AUTHORISED");
    assertThat(books.find(draft.id()).status()).isEqualTo(InvoiceStatus.APPROVED);
    assertThat(books.standing("invoice", draft.id().value()).state()).isEqualTo(State.IN_STEP);
  }

  @Test
  void byHandThePayerFollowsTheClientUntilSomebodyChoosesAnother() {
    arrangeAtTheDesk();
    ClientId bo = books.add("Bo", "Ray");
    desk.get("/invoices/new");
    String chosen = sums(Map.of("client", ann.toString(), "date", "2026-11-20"));
    assertThat(chosen)
        .contains("value=\"" + fund + "\" checked", "2026-12-30", "30 days after the end");
    assertThat(
            sums(
                Map.of(
                    "client",
                    bo.toString(),
                    "payer",
                    fund.toString(),
                    "usualPayer",
                    fund.toString(),
                    "date",
                    "2026-11-20")))
        .as("nobody pays for Bo")
        .doesNotContain(" checked")
        .contains("2026-12-04");

    assertThat(saved(Map.of("client", ann.toString())).payer()).isEqualTo(fund);
    assertThat(
            saved(Map.of("client", ann.toString(), "payer", "", "usualPayer", fund.toString()))
                .payer())
        .as("said on this one: Ann herself")
        .isNull();
    assertThat(saved(Map.of("client", bo.toString(), "payer", fund.toString())).payer())
        .isEqualTo(fund);
    assertThat(desk.get("/invoices/new?client=" + ann).body())
        .contains("value=\"" + fund + "\" checked");
  }

  @Test
  void oneThatIsThereKeepsItsPayerWhateverIsArrangedLater() {
    InvoiceView before = complete();
    arrangeAtTheDesk();
    assertThat(books.find(before.id()).payer()).isNull();
    desk.get("/invoices/" + before.id() + "/change");
    var fields = new HashMap<String, String>();
    fields.put("client", ann.toString());
    fields.put("date", before.date().toString());
    fields.put("dueDate", before.dueDate().toString());
    fields.put("reference", "PO 7");
    fields.put("location", String.valueOf(before.location()));
    fields.put("lines[0].service", books.room().service().toString());
    fields.put("lines[0].description", before.lines().getFirst().details().description());
    fields.put("lines[0].quantity", "1");
    fields.put("lines[0].unitPrice", "110.00");
    assertThat(desk.submit("/invoices/" + before.id(), fields).redirect())
        .isEqualTo("/invoices/" + before.id());
    assertThat(books.find(before.id()).reference()).isEqualTo("PO 7");
    assertThat(books.find(before.id()).payer()).isNull();
  }

  @Test
  void anArchivedOneIsNotChosenAndAnErasedOneForgotten() {
    ClientId gone = books.add("Old", "Fund");
    Practices.run(books.practice(), () -> books.bean(Clients.class).archive(gone));
    desk.get("/clients/" + ann + "/paying");
    Browser.Page refused =
        desk.submit("/clients/" + ann + "/paying", Map.of("payer", gone.toString()));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body()).contains("Old Fund is archived");
    Browser.Page wrong =
        desk.submit(
            "/clients/" + ann + "/paying",
            Map.of("payer", "", "termsRule", "OF_NEXT_MONTH", "termsDays", "40"));
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.body()).contains("Enter a day of the month, 1 to 31.");

    arrangeAtTheDesk();
    Practices.run(
        books.practice(),
        () ->
            books
                .bean(PaymentArrangements.class)
                .arrange(ann, new PaymentArrangement(fund, PaymentTerms.after(7))));
    Practices.run(
        books.practice(), () -> books.bean(dev.tandem.practice.clients.Erasures.class).erase(fund));
    assertThat(books.in(() -> books.bean(PaymentArrangements.class).of(ann)))
        .as("her own terms stay")
        .isEqualTo(new PaymentArrangement(null, PaymentTerms.after(7)));
  }

  @Test
  void nobodyIsBilledWhoIsArchived() {
    arrangeAtTheDesk();
    Practices.run(books.practice(), () -> books.bean(Clients.class).archive(fund));
    AppointmentId seen =
        books.in(
            () -> {
              var appointments = books.bean(Appointments.class);
              AppointmentId id = appointments.book(books.room().at("2026-11-20T09:00", ""));
              appointments.complete(id);
              return id;
            });
    assertThat(books.in(() -> books.bean(Appointments.class).find(seen).invoice())).isNull();
    assertThat(text("/today")).contains("Harbour Fund, who pays for this client, is archived");
    desk.get("/invoices/new");
    Browser.Page refused =
        desk.submit(
            "/invoices",
            Map.of(
                "client", ann.toString(), "lines[0].service", books.room().service().toString()));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body()).contains("They are archived");
  }

  /** Looking for somebody else and giving it up changes nothing. */
  @Test
  void whoIsChosenStaysChosenUntilSomebodyElseIs() {
    arrangeAtTheDesk();
    ClientId harriet = books.add("Harriet", "Ray");
    for (String sought : new String[] {"Harr", "Nobody at all", ""}) {
      String choices =
          desk.get("/invoices/payers?payerName=" + sought.replace(" ", "+") + "&payer=" + fund)
              .body();
      assertThat(choices).as(sought).contains("value=\"" + fund + "\" checked");
      assertThat(choices).as(sought).doesNotContain("value=\"" + harriet + "\" checked");
    }
    assertThat(desk.get("/invoices/payers?payerName=Harr").body())
        .containsPattern("value=\"\" checked");
    InvoiceView invoice = complete();
    desk.get("/invoices/" + invoice.id() + "/change");
    var fields = new HashMap<String, String>();
    fields.put("client", ann.toString());
    fields.put("reference", "PO 7");
    fields.put("date", invoice.date().toString());
    fields.put("dueDate", invoice.dueDate().toString());
    fields.put("lines[0].service", books.room().service().toString());
    fields.put("lines[0].unitPrice", "110.00");
    assertThat(desk.submit("/invoices/" + invoice.id(), fields).redirect())
        .isEqualTo("/invoices/" + invoice.id());
    assertThat(books.find(invoice.id()).payer()).isEqualTo(fund);
    desk.get("/clients/" + ann + "/paying");
    desk.submit("/clients/" + ann + "/paying", Map.of("termsRule", "", "termsDays", ""));
    assertThat(books.in(() -> books.bean(PaymentArrangements.class).payerOf(ann))).isEqualTo(fund);
  }

  private void arrangeAtTheDesk() {
    desk.get("/clients/" + fund + "/paying");
    desk.submit(
        "/clients/" + fund + "/paying",
        Map.of("payer", "", "termsRule", "DAYS_AFTER_MONTH", "termsDays", "30"));
    desk.get("/clients/" + ann + "/paying");
    assertThat(
            desk.submit("/clients/" + ann + "/paying", Map.of("payer", fund.toString())).redirect())
        .isEqualTo("/clients/" + ann);
    assertThat(books.in(() -> books.bean(PaymentArrangements.class).termsOf(fund)))
        .isEqualTo(new PaymentTerms(PaymentTerms.Rule.DAYS_AFTER_MONTH, 30));
  }

  private InvoiceView complete() {
    return books.in(
        () -> {
          var appointments = books.bean(Appointments.class);
          AppointmentId id = appointments.book(books.room().at("2026-11-20T09:00", ""));
          appointments.complete(id);
          return books.bean(Billing.class).find(new InvoiceId(appointments.find(id).invoice()));
        });
  }

  private String sums(Map<String, String> typed) {
    return desk.htmx("/invoices/sums", typed).body();
  }

  private InvoiceView saved(Map<String, String> typed) {
    desk.get("/invoices/new");
    var fields = new HashMap<>(typed);
    fields.put("lines[0].service", books.room().service().toString());
    String to = desk.submit("/invoices", fields).redirect();
    return books.find(InvoiceId.of(to.substring("/invoices/".length())));
  }

  private JsonNode there(InvoiceView invoice) {
    return books
        .records("invoices", it -> it.path("InvoiceNumber").asString("").equals(invoice.number()))
        .getFirst();
  }

  private String text(String path) {
    return desk.get(path).body().replaceAll("<[^>]+>", " ").replaceAll("\\s+", " ");
  }
}
