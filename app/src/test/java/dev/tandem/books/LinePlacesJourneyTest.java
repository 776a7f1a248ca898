package dev.tandem.books;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestPractice;
import dev.tandem.books.mapping.Mappings;
import dev.tandem.books.mapping.Subject;
import dev.tandem.books.mapping.Target;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.books.reference.Reference;
import dev.tandem.practice.appointments.Appointments;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.LineDetails;
import dev.tandem.practice.billing.Tracking;
import dev.tandem.shared.Practices;
import dev.tandem.staff.Role;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** Where a line belongs is mapped, whoever writes it, and a person may say otherwise. */
@TandemTest
class LinePlacesJourneyTest {

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;

  BooksRoom books;
  Browser desk;
  Tracking grey;

  @BeforeEach
  void open() {
    books = BooksRoom.open(house);
    desk = TestPractice.of(house, books.practice()).browser(Role.OWNER);
    grey = option(1);
    map(Subject.of(books.room().practitioner()), grey);
  }

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void aLineWithoutAServiceNamesItsAccountAndTaxByTheirNames() {
    String page = desk.get("/invoices/new").body();
    assertThat(page)
        .contains("Where it belongs", "name=\"lines[0].place.account\"", ">Other Revenue (260)<");
    Browser.Page refused =
        desk.submit("/invoices", typed(Map.of("lines[0].description", "Room for a day")));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body()).contains("account and tax under “Where it belongs”");
    desk.get("/invoices/new");
    InvoiceId id =
        saved(
            Map.of(
                "lines[0].description",
                "Room for a day",
                "lines[0].unitPrice",
                "80",
                "lines[0].place.account",
                "260",
                "lines[0].place.tax",
                "EXEMPTOUTPUT",
                "lines[0].place.tracking[" + grey.categoryId() + "]",
                grey.optionId(),
                "as",
                "APPROVED"));
    books.settle();
    JsonNode line = there(id).path("LineItems").get(0);
    assertThat(line.path("AccountCode").asString()).isEqualTo("260");
    assertThat(line.path("TaxType").asString()).isEqualTo("EXEMPTOUTPUT");
    assertThat(line.path("Tracking").findValuesAsString("Option")).containsExactly(grey.option());
    assertThat(there(id).path("Total").decimalValue()).isEqualByComparingTo("80.00");
    assertInStep(id);
  }

  @Test
  void whatAnInvoiceBooksIsChangedOnItsPageAsLongAsNobodyPaid() {
    InvoiceId id = books.invoice();
    books.settle();
    desk.get("/invoices/" + id + "/change");
    assertThat(
            desk.submit(
                    "/invoices/" + id,
                    changed(
                        id,
                        Map.of(
                            "lines[0].place.account",
                            "260",
                            "lines[0].place.tracking[" + grey.categoryId() + "]",
                            grey.optionId())))
                .redirect())
        .isEqualTo("/invoices/" + id);
    books.settle();
    JsonNode line = there(id).path("LineItems").get(0);
    assertThat(line.path("AccountCode").asString()).isEqualTo("260");
    assertThat(line.path("TaxType").asString()).as("left as it was").isEqualTo("OUTPUT");
    assertThat(line.path("Tracking").findValuesAsString("Option")).containsExactly(grey.option());
    assertThat(details(id).getFirst().service()).isEqualTo(books.room().service());

    desk.get("/invoices/" + id + "/change");
    desk.submit(
        "/invoices/" + id,
        changed(id, Map.of("lines[0].place.tracking[" + grey.categoryId() + "]", "-")));
    books.settle();
    assertThat(there(id).path("LineItems").get(0).path("Tracking")).isEmpty();
    assertThat(details(id).getFirst().accountCode()).isEqualTo("260");
    assertInStep(id);
  }

  @Test
  void whatIsNotInUseIsNotTaken() {
    desk.get("/invoices/new");
    Browser.Page refused =
        desk.submit(
            "/invoices",
            typed(
                Map.of(
                    "lines[0].service",
                    books.room().service().toString(),
                    "lines[0].place.account",
                    "4711",
                    "lines[0].place.tax",
                    "NOPE",
                    "lines[0].place.tracking[" + grey.categoryId() + "]",
                    "gone")));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body())
        .contains(
            "Choose one of the accounts in use",
            "Choose one of the taxes in use",
            "Choose one of the options in use")
        .containsPattern("is-invalid\" id=\"lines\\[0\\]\\.place\\.account");
  }

  @Test
  void aLineIsSomebodysWorkWhoeverWritesIt() {
    InvoiceId chosen =
        saved(
            Map.of(
                "lines[0].service", books.room().service().toString(),
                "lines[0].place.practitioner", books.room().practitioner().toString()));
    assertThat(details(chosen).getFirst().tracking()).containsExactly(grey);
    InvoiceId nobodys = saved(Map.of("lines[0].service", books.room().service().toString()));
    assertThat(details(nobodys).getFirst().tracking()).isEmpty();

    TestPractice practice = TestPractice.of(house, books.practice());
    Browser program = practice.browser();
    String json =
        "{\"client\":\"%s\",\"lines\":[{\"service\":\"%s\",\"practitioner\":\"%s\"}]}"
            .formatted(books.room().client(), books.room().service(), books.room().practitioner());
    assertThat(
            program
                .send(
                    program
                        .request("/api/v1/invoices")
                        .header("Authorization", "Bearer " + practice.apiKey(Role.OWNER))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json)))
                .body())
        .contains("\"option\":\"" + grey.option() + "\"");
  }

  /** What is mapped for whose work it is counts also where no service says anything. */
  @Test
  void aLineWithoutAServiceIsSomebodysWork() {
    InvoiceId id =
        saved(
            Map.of(
                "lines[0].description", "Talk at the school",
                "lines[0].unitPrice", "80",
                "lines[0].place.account", "260",
                "lines[0].place.tax", "EXEMPTOUTPUT",
                "lines[0].place.practitioner", books.room().practitioner().toString()));
    assertThat(details(id).getFirst().tracking()).containsExactly(grey);
    assertThat(details(id).getFirst().accountCode()).isEqualTo("260");

    map(
        Subject.of(books.room().practitioner()),
        new Target(account("260"), null, "OUTPUT", List.of()));
    InvoiceId mapped =
        saved(
            Map.of(
                "lines[0].description", "Talk at the school",
                "lines[0].unitPrice", "80",
                "lines[0].place.practitioner", books.room().practitioner().toString()));
    assertThat(details(mapped).getFirst().accountCode()).isEqualTo("260");
    assertThat(details(mapped).getFirst().taxType()).isEqualTo("OUTPUT");

    map(Subject.of(books.room().practitioner()), grey);
    desk.get("/invoices/" + mapped + "/change");
    desk.submit(
        "/invoices/" + mapped,
        changed(
            mapped,
            Map.of(
                "lines[0].service",
                "",
                "lines[0].place.practitioner",
                books.room().practitioner().toString())));
    assertThat(details(mapped).getFirst().tracking()).containsExactly(grey);
    assertThat(details(mapped).getFirst().accountCode()).as("as it was").isEqualTo("260");
  }

  @Test
  void aLineAddedToAnAppointmentsInvoiceIsItsPractitionersWork() {
    InvoiceId id =
        books.in(
            () -> {
              var appointments = books.bean(Appointments.class);
              var booked = appointments.book(books.room().at("2026-11-20T09:00", "Knee"));
              appointments.complete(booked);
              return new InvoiceId(appointments.find(booked).invoice());
            });
    assertThat(details(id).getFirst().tracking()).containsExactly(grey);
    desk.get("/invoices/" + id + "/change");
    desk.submit(
        "/invoices/" + id,
        changed(id, Map.of("lines[1].service", books.room().service().toString())));
    assertThat(details(id)).hasSize(2);
    assertThat(details(id).getLast().tracking()).containsExactly(grey);
  }

  private Map<String, String> changed(InvoiceId id, Map<String, String> typed) {
    var it = books.find(id);
    var fields = new HashMap<String, String>();
    fields.put("client", it.client().toString());
    fields.put("location", it.location() == null ? "" : it.location().toString());
    fields.put("date", it.date().toString());
    fields.put("dueDate", it.dueDate().toString());
    LineDetails line = it.lines().getFirst().details();
    fields.put("lines[0].service", String.valueOf(line.service()));
    fields.put("lines[0].description", line.description());
    fields.put("lines[0].quantity", line.quantity().toPlainString());
    fields.put("lines[0].unitPrice", line.unitPrice().toPlainString());
    fields.putAll(typed);
    return fields;
  }

  private Map<String, String> typed(Map<String, String> typed) {
    var fields = new HashMap<>(typed);
    fields.put("client", books.room().client().toString());
    return fields;
  }

  private InvoiceId saved(Map<String, String> typed) {
    desk.get("/invoices/new");
    String to = desk.submit("/invoices", typed(typed)).redirect();
    return InvoiceId.of(to.substring("/invoices/".length()));
  }

  private List<LineDetails> details(InvoiceId id) {
    return books.find(id).lines().stream().map(it -> it.details()).toList();
  }

  private void map(Subject subject, Tracking to) {
    map(subject, new Target(null, null, null, List.of(to.optionId())));
  }

  private void map(Subject subject, Target to) {
    Practices.run(
        books.practice(),
        () -> {
          var mappings = books.bean(Mappings.class);
          mappings.map(mappings.organisations().getFirst(), subject, to);
        });
  }

  private String account(String code) {
    return books.in(
        () ->
            books.bean(Reference.class).accounts(BooksRoom.TENANT).stream()
                .filter(it -> code.equals(it.code()))
                .findFirst()
                .orElseThrow()
                .id());
  }

  private Tracking option(int nth) {
    return books.in(
        () ->
            books.bean(Reference.class).tracking(BooksRoom.TENANT).stream()
                .filter(it -> it.active())
                .skip(nth)
                .map(it -> new Tracking(it.categoryId(), it.category(), it.id(), it.name()))
                .findFirst()
                .orElseThrow());
  }

  private JsonNode there(InvoiceId id) {
    String ledgerId = books.ledgerId("invoice", id.value());
    return books
        .records("invoices", it -> it.path("InvoiceID").asString().equals(ledgerId))
        .getFirst();
  }

  private void assertInStep(InvoiceId id) {
    assertThat(books.standing("invoice", id.value()).state()).isEqualTo(State.IN_STEP);
    assertThat(there(id).path("Total").decimalValue()).isEqualByComparingTo(books.find(id).total());
  }
}
