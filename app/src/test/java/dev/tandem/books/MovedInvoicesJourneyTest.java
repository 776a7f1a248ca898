package dev.tandem.books;

import static dev.tandem.simulator.accounting.DemoOrganisation.AU;
import static dev.tandem.simulator.accounting.DemoOrganisation.NZ;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.Browser.Page;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestPractice;
import dev.tandem.books.connection.BindingId;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.inbox.ReferenceWishes;
import dev.tandem.books.mapping.Mappings;
import dev.tandem.books.mapping.Subject;
import dev.tandem.books.mapping.Target;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.practice.PracticeRoom;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceDetails;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.billing.LineAmounts;
import dev.tandem.practice.billing.LineDetails;
import dev.tandem.practice.billing.Tracking;
import dev.tandem.practice.credits.CreditDetails;
import dev.tandem.practice.credits.CreditLines;
import dev.tandem.practice.credits.CreditNoteId;
import dev.tandem.practice.credits.CreditNoteView;
import dev.tandem.practice.credits.CreditPurpose;
import dev.tandem.practice.credits.Credits;
import dev.tandem.practice.setup.LocationDetails;
import dev.tandem.practice.setup.LocationId;
import dev.tandem.practice.setup.ServiceId;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.Practices;
import dev.tandem.simulator.accounting.DemoOrganisation;
import dev.tandem.staff.Role;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/**
 * Journey: an invoice that has not gone yet moves to another organisation of the practice, and its
 * lines are booked as that one's books have it.
 */
@TandemTest
class MovedInvoicesJourneyTest {

  @Autowired ApplicationContext house;
  @Autowired Connections connections;
  @Autowired Mappings mappings;
  @Autowired Billing billing;
  @Autowired Setup setup;
  @Autowired TestClock clock;

  private BooksRoom books;
  private BindingId nz;
  private LocationId auckland;
  private Browser owner;

  /** Australia: the service to Sales, Harbour to the North. New Zealand: otherwise. */
  @BeforeEach
  void mapBoth() {
    books = BooksRoom.open(house);
    item(AU, "CONS");
    category(AU, "Staff");
    option(AU, "Staff", "Ann");
    option(AU, "Staff", "Only Australia");
    category(NZ, "Staff");
    option(NZ, "Staff", "Ann");
    nz = books.beside(NZ);
    books.settleAll();
    auckland = books.in(() -> setup.add(LocationDetails.named("Auckland")));
    run(
        () -> {
          connections.assign(auckland, nz);
          mappings.map(
              connections.binding(books.binding()),
              Subject.of(books.room().location()),
              new Target(null, null, null, List.of(option(AU, "Region", "North"))));
          mappings.map(
              connections.binding(nz),
              Subject.of(books.room().service()),
              new Target(account("260"), null, "OUTPUT2", List.of()));
          mappings.map(
              connections.binding(nz),
              Subject.of(auckland),
              new Target(null, null, null, List.of(option(NZ, "Region", "South"))));
          connections.turnSendingOff(books.binding());
        });
    owner = TestPractice.of(house, books.practice()).browser(Role.OWNER);
  }

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void anotherLocationShowsWhatBecomesOfTheLinesAndDoesItWhenItIsSaved() {
    InvoiceId id = waiting(books.room().location(), mapped(), byHand());
    var form = new HashMap<>(Map.of("location", auckland.toString(), "reference", "moved"));

    String page = "/invoices/" + id;
    var typed = formOf(id);
    typed.putAll(form);
    Page sums = owner.htmx("/invoices/sums", with(typed, "of", id.toString()));
    assertThat(sums.body())
        .contains("goes to " + name(), "OUTPUT, 10%", "OUTPUT2, 15%", "Region: South");
    assertThat(sums.body()).as("what it will come to").contains("345.00");

    Page unseen = owner.htmx(page, typed);
    assertThat(unseen.status()).isEqualTo(422);
    assertThat(unseen.body()).contains("Look at what changes below", "Region: South");
    assertThat(books.find(id).location()).isEqualTo(books.room().location());

    assertThat(owner.htmx(page, with(typed, "shown", shown(unseen))).status()).isLessThan(400);
    InvoiceView moved = books.find(id);
    assertThat(moved.location()).isEqualTo(auckland);
    LineDetails first = moved.lines().get(0).details();
    assertThat(first.accountCode()).isEqualTo("260");
    assertThat(first.taxType()).isEqualTo("OUTPUT2");
    assertThat(first.taxRate()).isEqualByComparingTo("15");
    assertThat(first.itemCode()).isEmpty();
    assertThat(first.tracking()).extracting(Tracking::text).containsExactly("Region: South");
    LineDetails second = moved.lines().get(1).details();
    assertThat(second.accountCode()).as("by hand, and known there").isEqualTo("270");
    assertThat(second.taxType()).as("by hand, and unknown there").isEqualTo("OUTPUT2");
    assertThat(second.itemCode()).as("unknown there").isEmpty();
    assertThat(second.tracking())
        .extracting(Tracking::text)
        .containsExactly("Staff: Ann", "Region: South");

    books.settleAll();
    assertThat(books.standing("invoice", id.value()).state()).isEqualTo(State.IN_STEP);
    JsonNode there = books.records(NZ, "invoices", _ -> true).getFirst();
    assertThat(there.path("Total").decimalValue()).isEqualByComparingTo(moved.total());
    assertThat(there.path("LineItems").get(0).path("AccountCode").asString()).isEqualTo("260");
    assertThat(books.records(AU, "invoices", _ -> true)).isEmpty();
  }

  @Test
  void whatIsInBooksStaysAsItWasSent() {
    run(() -> connections.turnSendingOn(books.binding()));
    InvoiceId id = waiting(books.room().location(), mapped());
    books.settleAll();
    var typed = formOf(id);
    typed.put("location", auckland.toString());
    owner.htmx("/invoices/" + id, typed);
    assertThat(books.find(id).location()).isEqualTo(auckland);
    assertThat(books.find(id).lines().getFirst().details().taxType()).isEqualTo("OUTPUT");
    books.settleAll();
    assertThat(books.standing("invoice", id.value()).state()).isEqualTo(State.IN_STEP);
    assertThat(books.records(NZ, "invoices", _ -> true)).isEmpty();
  }

  @Test
  void aLocationTakesItsInvoicesAlongAfterShowingWhatBecomesOfThem() {
    run(() -> books.bean(ReferenceWishes.class).readNow(BooksRoom.TENANT));
    books.settle();
    LocationId harbour = books.room().location();
    InvoiceId waits = waiting(harbour, mapped());
    InvoiceId paid = waiting(harbour, mapped());
    books.pay(paid, "110.00");
    InvoiceId draft = books.in(() -> billing.draft(details(harbour, mapped())));
    String path = "/ledger/locations/" + harbour;
    var wanted = Map.of("organisation", nz.toString());
    owner.get("/ledger");
    Page ask = owner.submit(path, wanted);
    assertThat(ask.status()).isEqualTo(200);
    assertThat(ask.body())
        .contains(
            "3 invoices of it are booked otherwise there",
            "Sales (200) · GST on Income, 10% · item Consultation · Region: North",
            "Other Revenue (260) · 15% GST on Income, 15%",
            books.find(waits).number(),
            "115.00")
        .containsPattern(">Draft</a><small>[A-Z]")
        .as("what was paid keeps its total")
        .doesNotContain(">" + books.find(paid).number() + "<");
    assertThat(books.in(() -> connections.organisationOf(harbour)).orElseThrow().main()).isTrue();

    var seen = Map.of("organisation", nz.toString(), "shown", shown(ask));
    assertThat(owner.submit(path, seen).redirect()).isEqualTo("/ledger");
    for (InvoiceId it : List.of(waits, draft)) {
      assertThat(books.find(it).lines().getFirst().details())
          .as(it.equals(draft) ? "the draft" : "what waits")
          .extracting(LineDetails::accountCode, LineDetails::taxType, LineDetails::itemCode)
          .containsExactly("260", "OUTPUT2", "");
      assertThat(books.find(it).total()).isEqualByComparingTo("115.00");
    }
    assertThat(books.find(paid).total()).isEqualByComparingTo("110.00");
    assertThat(books.find(paid).lines().getFirst().details())
        .extracting(LineDetails::accountCode, LineDetails::taxType)
        .containsExactly("260", "OUTPUT");
    books.settleAll();
    assertThat(books.standing("invoice", waits.value()).state()).isEqualTo(State.IN_STEP);
    JsonNode there = books.records(NZ, "invoices", _ -> true).getFirst();
    assertThat(there.path("Total").decimalValue()).isEqualByComparingTo("115.00");
    assertThat(books.records(AU, "invoices", _ -> true)).isEmpty();
  }

  /** Xero: a number is unique in one organisation. */
  @Test
  void theBooksOfTwoOrganisationsMayHaveTheSameNumber() {
    run(() -> connections.turnSendingOn(books.binding()));
    InvoiceId here = waiting(books.room().location(), mapped());
    InvoiceId there = waiting(auckland, line(books.room().service(), "260", "OUTPUT2", "15", ""));
    books.settleAll();
    String number = String.valueOf(books.find(here).number());
    String theirs =
        books.records(NZ, "invoices", _ -> true).getFirst().path("InvoiceID").asString();
    books.control(
        BooksRoom.organisation(NZ) + "/invoices/" + theirs,
        "{\"InvoiceNumber\":\"%s\"}".formatted(number));
    clock.advance(Duration.ofMinutes(6));
    books.settleAll();
    assertThat(books.find(there).number()).isEqualTo(number);
    assertThat(books.find(here).number()).isEqualTo(number);
    assertThat(books.standing("invoice", there.value()).state()).isEqualTo(State.IN_STEP);
    assertThat(books.in(() -> billing.upcomingNumber())).isNotEqualTo(number);
  }

  /** Nothing of it is in the former books: its credit note is booked as the new ones want it. */
  @Test
  void aCreditNoteThatWaitsIsBookedWhereItsInvoiceGoes() {
    LocationId harbour = books.room().location();
    InvoiceId id = waiting(harbour, mapped());
    CreditNoteId note =
        books.in(
            () ->
                books
                    .bean(Credits.class)
                    .issue(
                        id,
                        new CreditDetails(
                            CreditPurpose.CREDIT,
                            LocalDate.now(clock.withZone(PracticeRoom.ZONE)),
                            "Charged twice",
                            LineAmounts.INCLUSIVE,
                            List.of(
                                CreditLines.with(
                                    mapped(), "Credit", BigDecimal.ONE, new BigDecimal("33.00"))),
                            null)));
    run(() -> connections.assign(harbour, nz));
    CreditNoteView moved = books.in(() -> books.bean(Credits.class).find(note));
    assertThat(moved.lines().getFirst().details())
        .extracting(LineDetails::accountCode, LineDetails::taxType)
        .containsExactly("260", "OUTPUT2");
    assertThat(moved.total()).isEqualByComparingTo("33.00");
    assertThat(moved.settling(id)).isEqualByComparingTo("33.00");
  }

  private String name() {
    return books.in(() -> connections.binding(nz)).organisationName();
  }

  private LineDetails mapped() {
    return line(books.room().service(), "200", "OUTPUT", "10", "CONS", north());
  }

  private LineDetails byHand() {
    return line(books.room().service(), "270", "EXEMPTOUTPUT", "0", "CONS", staff("Ann"), north());
  }

  private Tracking north() {
    return tracking("Region", "North");
  }

  private Tracking staff(String name) {
    return tracking("Staff", name);
  }

  private Tracking tracking(String category, String option) {
    return new Tracking(
        named(AU, category).path("TrackingCategoryID").asString(),
        category,
        option(AU, category, option),
        option);
  }

  private static LineDetails line(
      @Nullable ServiceId service,
      String account,
      String tax,
      String rate,
      String item,
      Tracking... tracking) {
    return new LineDetails(
        "Consultation " + account,
        BigDecimal.ONE,
        new BigDecimal(account.equals("200") ? "100.00" : "200.00"),
        account,
        tax,
        new BigDecimal(rate),
        service,
        item,
        null,
        List.of(tracking));
  }

  private InvoiceId waiting(LocationId location, LineDetails... lines) {
    return books.in(() -> billing.issue(details(location, lines)));
  }

  private InvoiceDetails details(LocationId location, LineDetails... lines) {
    LocalDate today = LocalDate.now(clock.withZone(PracticeRoom.ZONE));
    return new InvoiceDetails(
        books.room().client(),
        null,
        location,
        today,
        today.plusDays(14),
        "",
        LineAmounts.EXCLUSIVE,
        List.of(lines));
  }

  /** What the page of the invoice would send if nothing were written over. */
  private Map<String, String> formOf(InvoiceId id) {
    InvoiceView it = books.find(id);
    owner.get("/invoices/" + id + "/change");
    var fields = new HashMap<String, String>();
    fields.put("seen", it.seen());
    fields.put("client", it.client().toString());
    fields.put("payer", "");
    fields.put("date", it.date().toString());
    fields.put("dueDate", it.dueDate().toString());
    fields.put("lineAmounts", it.lineAmounts().name());
    for (int i = 0; i < it.lines().size(); i++) {
      LineDetails line = it.lines().get(i).details();
      String row = "lines[" + i + "].";
      fields.put(row + "service", line.service() == null ? "" : line.service().toString());
      fields.put(row + "description", line.description());
      fields.put(row + "quantity", line.quantity().toPlainString());
      fields.put(row + "unitPrice", line.unitPrice().toPlainString());
    }
    return fields;
  }

  private static Map<String, String> with(Map<String, String> all, String name, String value) {
    var more = new HashMap<>(all);
    more.put(name, value);
    return more;
  }

  private static String shown(Page page) {
    String field = "name=\"shown\" value=\"";
    int at = page.body().indexOf(field) + field.length();
    return page.body().substring(at, page.body().indexOf('"', at));
  }

  private String account(String code) {
    Predicate<JsonNode> its = it -> it.path("Code").asString("").equals(code);
    return books.records(NZ, "accounts", its).getFirst().path("AccountID").asString();
  }

  private void item(DemoOrganisation where, String code) {
    write(where, "Items", "{\"Code\":\"%s\",\"Name\":\"Consultation\"}".formatted(code));
  }

  private void category(DemoOrganisation where, String name) {
    write(where, "TrackingCategories", "{\"Name\":\"%s\"}".formatted(name));
  }

  private JsonNode named(DemoOrganisation where, String category) {
    Predicate<JsonNode> its = it -> it.path("Name").asString().equals(category);
    return books.records(where, "TrackingCategories", its).getFirst();
  }

  /** Its id; made where it is missing. */
  private String option(DemoOrganisation where, String category, String name) {
    JsonNode its = named(where, category);
    for (JsonNode it : its.path("Options")) {
      if (it.path("Name").asString().equals(name)) {
        return it.path("TrackingOptionID").asString();
      }
    }
    String path = "TrackingCategories/" + its.path("TrackingCategoryID").asString() + "/Options";
    return write(where, path, "{\"Name\":\"%s\"}".formatted(name))
        .path("TrackingOptionID")
        .asString();
  }

  private JsonNode write(DemoOrganisation where, String path, String json) {
    return books.control(BooksRoom.organisation(where) + "/write?method=PUT&path=" + path, json);
  }

  private void run(Runnable work) {
    Practices.run(books.practice(), work::run);
  }
}
